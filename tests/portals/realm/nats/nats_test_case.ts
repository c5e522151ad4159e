import type { NatsConnection } from "@nats-io/transport-node";
import { connectNats } from "../../../../src/portals/realm/nats/connect_nats.ts";
import { NATS_SERVER, type NatsGuard, NatsServer } from "./nats_server.ts";

const isRequired = Deno.env.get("VESTIBULE_CLIENTS") === "required";

/** Whether tests with NATS run: where it is installed, and where it must be. */
export const HAS_NATS: boolean = NATS_SERVER !== undefined || isRequired;

/** Registers a test with a NATS server of its own; without NATS it is ignored and its name says so. */
export function natsTest(
  name: string,
  test: (server: NatsServer) => Promise<void>,
  guard: NatsGuard = {},
): void {
  Deno.test({
    name: HAS_NATS ? name : `${name} (not installed: nats-server)`,
    ignore: !HAS_NATS,
    async fn() {
      await using server = await NatsServer.start(guard);
      await test(server);
    },
  });
}

/** Connects to a server as the program does, until the test is over. */
export async function connected(url: string): Promise<NatsConnection & AsyncDisposable> {
  const connection = await connectNats({
    ...{ nats: url, natsNkey: "", natsCa: "", name: "vestibule test" },
    readFile: (path) => Deno.readTextFile(path),
  });
  return Object.assign(connection, { [Symbol.asyncDispose]: () => connection.close() });
}
