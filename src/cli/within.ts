import type { Clock } from "../core/clock.ts";

/**
 * Waits for a promise, but not for long; a rejection counts as no answer.
 *
 * @param work What to wait for. It goes on when the time is over, and is not listened to.
 * @param ms The longest wait, in milliseconds.
 * @param clock Where time comes from.
 * @returns What it gave, or `undefined` when it failed or took too long.
 */
export async function within<Value>(
  work: Promise<Value>,
  ms: number,
  clock: Clock,
): Promise<Value | undefined> {
  const { promise: timeout, resolve } = Promise.withResolvers<undefined>();
  using _timer = clock.timer(ms, () => resolve(undefined));
  return await Promise.race([work.catch(() => undefined), timeout]);
}
