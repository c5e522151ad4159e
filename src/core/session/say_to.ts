import type { Call } from "../boundary/messages.ts";
import type { ServerSession } from "./server_session.ts";
import type { SessionHost } from "./session_core.ts";

/**
 * Says something to a session by way of its class; when that throws, it is told of, and what was to
 * be said is said as it is. Whoever says it goes on.
 *
 * @param session The session.
 * @param calls The outputfunc calls.
 * @param host The Server.
 */
export function sayTo(
  session: Pick<ServerSession, "sessid" | "state" | "dataOut">,
  calls: readonly Call[],
  host: Pick<SessionHost, "failed" | "output">,
): void {
  try {
    session.dataOut(calls);
  } catch (error) {
    host.failed(session.sessid, "dataOut", error);
    if (session.state !== "closed") host.output([session.sessid], calls);
  }
}
