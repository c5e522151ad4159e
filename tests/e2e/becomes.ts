import assert from "node:assert/strict";

/** How long a page may take to show what it was told, in milliseconds. */
const PATIENCE = 5_000;

/**
 * Waits until what is read of a page is as expected: a page draws a moment after what led to it.
 *
 * @throws What the last comparison threw, once it has taken too long.
 */
export async function becomes<Value>(
  read: () => Promise<Value>,
  expected: NoInfer<Value>,
  message?: string,
): Promise<void> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const actual = await read();
    try {
      return assert.deepEqual(actual, expected, message);
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
