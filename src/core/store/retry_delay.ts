/** How long to wait, in milliseconds, before the Store is first asked again. */
export const FIRST_RETRY = 50;

/** How much longer each wait is than the one before: what is over is noticed a tenth of it later. */
const GROWTH = 1.1;

/** The longest wait between two such questions, in milliseconds. */
const LONGEST = 10_000;

/**
 * Returns how long the next wait is.
 *
 * @param wait How long the one before was, in milliseconds.
 */
export function nextRetry(wait: number): number {
  return Math.min(wait * GROWTH, LONGEST);
}
