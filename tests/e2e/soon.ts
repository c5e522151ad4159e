/** How long any one wait may take, in milliseconds: a test that waits in vain fails, not hangs. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Waits for something that must come.
 *
 * @param work What to wait for.
 * @param problem Says what is missing, when it has not come after a minute.
 */
export async function soon<Value>(work: Promise<Value>, problem: () => string): Promise<Value> {
  const { promise: never, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(problem())), LONGEST_WAIT_MS);
  try {
    return await Promise.race([work, never]);
  } finally {
    clearTimeout(timer);
  }
}
