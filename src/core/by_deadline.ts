import type { Clock } from "./clock.ts";

/** How long something is waited for. */
export interface WaitLimits {
  readonly clock: Clock;
  /** When it comes too late: milliseconds since 1970. */
  readonly deadline: number;
  /** Is aborted when nobody wants it any more. */
  readonly signal: AbortSignal;
}

/** How a wait ended. */
export type WaitOutcome<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "late" }
  | { readonly kind: "unwanted" };

/**
 * Waits for a promise, but only to a deadline, and only while somebody wants it.
 *
 * @param running The promise; what it rejects with is thrown on, unless that comes after the wait.
 * @param limits How long to wait.
 */
export function byDeadline<T>(
  running: Promise<T>,
  { clock, deadline, signal }: WaitLimits,
): Promise<WaitOutcome<T>> {
  const { promise, resolve, reject } = Promise.withResolvers<WaitOutcome<T>>();
  const onAbort = () => resolve({ kind: "unwanted" });
  const wait = Math.max(0, deadline - clock.now());
  const timer = clock.timer(wait, () => resolve({ kind: "late" }));
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  running.then((value) => resolve({ kind: "done", value }), reject);
  return promise.finally(() => {
    timer[Symbol.dispose]();
    signal.removeEventListener("abort", onAbort);
  });
}
