import type { Clock } from "../../core/clock.ts";

/** What became of work that should not take long. */
export type InTime<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "late" };

/** How long somebody is waited for. */
export interface InTimeOptions {
  readonly clock: Clock;
  /** The longest wait, in milliseconds. */
  readonly ms: number;
}

/**
 * Waits for work, but not for long. It goes on when the time is over; what it throws later is heard
 * by nobody.
 *
 * @throws What the work throws in time.
 */
export async function inTime<Value>(
  work: Promise<Value>,
  { clock, ms }: InTimeOptions,
): Promise<InTime<Value>> {
  const late = Promise.withResolvers<InTime<Value>>();
  using _timer = clock.timer(ms, () => late.resolve({ kind: "late" }));
  const done = work.then((value): InTime<Value> => ({ kind: "done", value }));
  return await Promise.race([done, late.promise]);
}
