import { WaitEndedError } from "../command/context.ts";
import type { Session } from "../model.ts";
import { StoreUnavailableError } from "../store/store_unavailable_error.ts";
import type { Trace } from "../trace/trace.ts";
import { stackOf } from "../trace/error_text.ts";

/** Where a menu failed. */
export interface MenuFailure {
  readonly session: Session;
  /** What has the menu, as the trace calls it. */
  readonly place: string;
  readonly menu: string;
  readonly node: string;
  readonly error: unknown;
}

/** What a failure is told with. */
export interface FailureParts {
  readonly trace: Trace;
  /** Gives the number under which an error is found in the log. */
  readonly newIncident: () => string;
}

/** Tells of a failure in a menu: the user one line, the trace everything. */
export function tellFailure(failure: MenuFailure, { trace, newIncident }: FailureParts): void {
  const { session, place, menu, node, error } = failure;
  if (error instanceof WaitEndedError) return;
  if (error instanceof StoreUnavailableError) {
    return session.msg(
      "|rThe world cannot keep changes just now, so nothing was changed.|n Try again in a while.",
    );
  }
  const incident = newIncident();
  trace.emit("menu:fail", {
    level: "error",
    sessid: session.sessid,
    data: { incident, place, menu, node, error: stackOf(error) },
  });
  session.msg(
    "|rSomething went wrong in this menu; nothing was changed.|n Try again, or type " +
      `|lcquit|lt|wquit|n|le to leave it. Staff can look up incident ${incident}.`,
  );
}
