/** How many inputs are tried at most. */
const MAX_TRIES = 5_000;

/**
 * Makes an input that shows a fault as short as cutting can make it.
 *
 * @param bytes What shows it.
 * @param shows Tells whether an input shows it too.
 */
export async function minimise(
  bytes: Uint8Array,
  shows: (bytes: Uint8Array) => Promise<boolean>,
): Promise<Uint8Array> {
  let best = bytes;
  let tries = 0;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.length && tries < MAX_TRIES; tries++) {
      const shorter = Uint8Array.from([...best.subarray(0, at), ...best.subarray(at + size)]);
      if (await shows(shorter)) best = shorter;
      else at += size;
    }
  }
  return best;
}
