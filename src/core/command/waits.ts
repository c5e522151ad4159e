import type { Clock } from "../clock.ts";
import type { SessionCore } from "../session/session_core.ts";
import { WaitEndedError } from "./context.ts";

/** The longest time a timer can wait, in milliseconds. */
const MAX_MS = 2 ** 31 - 1;

/** Hears how a wait ends: in one of these ways, once. */
export interface WaitEnds {
  /** The time has come. */
  readonly due: () => void;
  /** It will not come: the session has ended, or the Server stops. */
  readonly ended: (error: WaitEndedError) => void;
}

/**
 * Waits for a time to come, as long as the session and the Server last.
 *
 * @param core The session.
 * @param ms How long, in milliseconds.
 * @param clock The time.
 * @param ends Hears how it ends.
 * @returns Ends the wait without a word when it is disposed of.
 * @throws {RangeError} When no timer can wait so long.
 */
export function startWait(
  core: SessionCore,
  { ms, clock, ends }: { readonly ms: number; readonly clock: Clock; readonly ends: WaitEnds },
): Disposable {
  checkWait(ms);
  const { inbox: { timed }, signal } = core;
  const stop = () => {
    timer[Symbol.dispose]();
    timed.delete(cancel);
    signal.removeEventListener("abort", cancel);
  };
  const cancel = () => {
    stop();
    ends.ended(new WaitEndedError());
  };
  const timer = clock.timer(ms, () => {
    stop();
    ends.due();
  });
  timed.add(cancel);
  signal.addEventListener("abort", cancel, { once: true });
  return { [Symbol.dispose]: stop };
}

/**
 * Refuses a time that no timer can wait.
 *
 * @param ms The time, in milliseconds.
 * @throws {RangeError} When it is below 0 or above 2^31 - 1.
 */
export function checkWait(ms: number): void {
  if (ms >= 0 && ms <= MAX_MS) return;
  throw new RangeError(
    `Cannot wait as the time must be from 0 to ${MAX_MS} milliseconds: current value is ${ms}`,
  );
}
