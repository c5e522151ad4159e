import type { Session } from "../model.ts";
import { escapeMarkup } from "../text/escape.ts";
import { type CallGuard, guardCall } from "./guard_call.ts";

/** Tells the author of a client what was not used, if the session asked for it. */
export function tellAuthor(guard: CallGuard, session: Session, text: string): void {
  if (session.protocolFlags.inputDebug !== true) return;
  guardCall(guard, { sessid: session.sessid, what: "inputDebug" }, () => {
    session.msg(`|y${escapeMarkup(text)}|n`);
  });
}

/** Notes that a client sent what nobody reads. */
export function tellUnknown(guard: CallGuard, session: Session, name: string): void {
  const { sessid } = session;
  guard.trace.emit("input:unknown", { level: "debug", sessid, data: { name } });
  tellAuthor(guard, session, `There is no inputfunc "${name}".`);
}
