import { stackOf } from "../../core/trace/error_text.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { ProtocolConnection } from "./connection.ts";
import { GuardedConnection } from "./guarded_connection.ts";
import type { PortalSession } from "./portal_session.ts";

/** Whose connection is guarded. */
export interface GuardParts {
  /** The session, which is made after the guard. */
  readonly session: () => PortalSession;
  readonly trace: Trace;
}

/** Guards the connection of a session, which ends when the protocol's side fails. */
export function guardConnection(
  connection: ProtocolConnection,
  { session, trace }: GuardParts,
): GuardedConnection {
  return new GuardedConnection(connection, (call, error) => {
    const { sessid, sync: { protocolKey } } = session();
    const data = { portal: protocolKey, call, error: stackOf(error) };
    trace.emit("portal:fail", { level: "error", sessid, data });
    session().disconnect("server_error", null);
  });
}
