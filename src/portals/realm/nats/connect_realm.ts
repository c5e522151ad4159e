import { resolve } from "node:path";
import type { NatsConnection } from "@nats-io/transport-node";
import { shownNats } from "../../../core/settings/nats_address.ts";
import type { Settings } from "../../../core/settings/settings.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import { connectNats } from "./connect_nats.ts";

/** How a process connects to the others of its realm. */
export interface ConnectRealmOptions {
  /** What NATS's own tools call the connection. */
  readonly name: string;
  /** Where relative paths start, as an absolute path. */
  readonly folder: string;
  /** Hears whenever NATS is lost and found again. */
  readonly trace: Trace;
}

/**
 * Connects a process to NATS, by which it meets the others of its realm.
 *
 * @param settings The settings.
 * @param options The process, and who hears of the connection.
 * @throws Error when it cannot connect; its message says what to do.
 */
export async function connectRealm(
  settings: Pick<Settings, "nats" | "natsNkey" | "natsCa">,
  { name, folder, trace }: ConnectRealmOptions,
): Promise<NatsConnection> {
  if (settings.nats === "") throw new Error(NO_NATS);
  const connection = await connectNats({
    ...{ ...settings, name },
    readFile: (path) => Deno.readTextFile(resolve(folder, path)),
  });
  void tellStatus(connection, { place: shownNats(settings.nats), trace });
  return connection;
}

const NO_NATS =
  'Cannot be a part of a server as the setting "nats" must say where NATS is, which ' +
  "joins the parts: it is empty. Start with --set nats=nats://HOST, or without --portal-only and " +
  "--server-only";

async function tellStatus(
  connection: NatsConnection,
  { place, trace }: { readonly place: string; readonly trace: Trace },
): Promise<void> {
  for await (const status of connection.status()) {
    const { type } = status;
    if (type === "error") {
      const { message: error } = status.error;
      trace.emit("nats:refused", { level: "error", data: { place, error } });
    } else if (type === "disconnect") trace.emit("nats:lost", { level: "warn", data: { place } });
    else if (type === "reconnect") trace.emit("nats:back", { data: { place } });
  }
}
