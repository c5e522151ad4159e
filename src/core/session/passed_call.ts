import { type Call, checkCall } from "../boundary/messages.ts";
import { type CallGuard, guardCall } from "./guard_call.ts";
import { ServerSession } from "./server_session.ts";

/**
 * Returns what a session's class lets pass of a call: `null` for nothing, the call as it came when
 * the class fails.
 *
 * @param guard The turns, the time limit and the trace, and the name of the class.
 * @param session The session that sent the call.
 * @param call The call.
 */
export function passedCall(
  guard: CallGuard & { readonly sessionClass: string },
  session: ServerSession,
  call: Call,
): Call | null {
  // The default lets all pass. A guard costs more than the rest of a short command.
  if (session.dataIn === ServerSession.prototype.dataIn) return call;
  const result: { passed: Call | null } = { passed: call };
  const plugin = guard.sessionClass || "core";
  guardCall(guard, { sessid: session.sessid, what: "dataIn", plugin }, () => {
    const passed: unknown = session.dataIn(call);
    if (passed !== null) checkCall(passed);
    result.passed = passed;
  });
  return result.passed;
}
