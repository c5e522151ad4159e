import type { NatsConnection } from "@nats-io/transport-node";
import type { Trace } from "../../../core/trace/trace.ts";
import type { Resumable } from "../../session/elsewhere.ts";
import type { MovingSessions } from "../../session/moving_sessions.ts";
import type { Seek } from "../realm_words.ts";
import type { RemoteServer } from "../remote/remote_server.ts";
import { encodeRecord, type MoveRecord } from "./found_codec.ts";

/** How long a message of NATS may be, in bytes, while no server has said it. */
const MAX_PAYLOAD = 1024 * 1024;

/** Who holds a part of what is known of a session. */
export interface RecordHolders {
  readonly sessions: Pick<MovingSessions, "recordOf">;
  /** The portal that its client came by. */
  readonly portal: Resumable | undefined;
  /** The Server of its realm. */
  readonly server: Pick<RemoteServer, "state" | "inputOf"> | undefined;
  readonly connection: Pick<NatsConnection, "info">;
  readonly trace: Trace;
}

/**
 * Returns what another Portal needs to go on with a session, in messages for it.
 *
 * @returns `undefined` when it cannot go.
 */
export function recordParts(
  sessid: number,
  { search, wish }: Pick<Seek, "search" | "wish">,
  { sessions, portal, server, connection, trace }: RecordHolders,
): readonly Uint8Array[] | undefined {
  // First: what arrives by it is the session's.
  const held = portal?.record(sessid, wish.received);
  const session = sessions.recordOf(sessid);
  if (session === undefined || held === undefined || server?.state.ready !== true) {
    return undefined;
  }
  const record: MoveRecord = {
    session: { ...session, input: server.inputOf(sessid) },
    connection: held,
  };
  try {
    const maxPayload = connection.info?.max_payload ?? MAX_PAYLOAD;
    return encodeRecord(record, { search, maxPayload });
  } catch (error) {
    const data = { error: String(error) };
    trace.emit("portal:move_fail", { level: "error", sessid, data });
    return undefined;
  }
}
