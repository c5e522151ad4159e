import type { TimeLimit } from "../time_limit.ts";
import type { Trace } from "../trace/trace.ts";
import type { Turns } from "../turns.ts";
import { stackOf } from "../trace/error_text.ts";

/** What a call is guarded with. */
export interface CallGuard {
  readonly turns: Turns;
  readonly limit: TimeLimit;
  readonly trace: Trace;
}

/** Whose call it is, and what is called. */
export interface GuardedCall {
  readonly sessid: number;
  readonly what: string;
  /** The plugin whose code it is, when it is one's. */
  readonly plugin?: string | undefined;
}

/**
 * Calls what a plugin does with one message of a client: when that throws or does not come back,
 * what it did is taken back and told of, and all goes on.
 *
 * @param guard The turns, the time limit and the trace.
 * @param call Whose call it is, and what is called.
 * @param run Calls it.
 */
export function guardCall(guard: CallGuard, call: GuardedCall, run: () => void): void {
  const { sessid, what, plugin } = call;
  const { turns: { journal }, limit, trace } = guard;
  const scope = {};
  const lost = (kind: string, data: Readonly<Record<string, unknown>> = {}) => {
    journal.undoScope(scope);
    trace.emit(kind, { level: "error", sessid, data: { plugin, hook: what, ...data } });
  };
  const outcome = limit.run(() => {
    try {
      journal.inScope(scope, run);
    } catch (error) {
      lost("plugin:fail", { error: stackOf(error) });
    }
  });
  if (outcome === "tooLong") lost("plugin:endless");
}
