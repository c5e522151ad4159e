import type { BothHeaps, HeapHouse } from "./heap_house.ts";
import { whatStayed } from "./what_stayed.ts";

/** How often is counted, while something is there: what has a timer needs a moment to go. */
const TRIES = 5;

/** What there is now, and what of it was not there before. */
export interface Growth {
  readonly now: BothHeaps;
  /** How much more there is, by isolate and class. */
  readonly stayed: Readonly<Record<string, number>>;
}

/**
 * Counts what visits have left in both isolates.
 *
 * @param before What was there before they came.
 * @param visits How many came and left.
 * @param tries How often to count while something is there.
 */
export async function growthSince(
  house: HeapHouse,
  before: BothHeaps,
  visits: number,
  tries: number = TRIES,
): Promise<Growth> {
  for (let left = tries;; left--) {
    const now = await house.heaps();
    const stayed = whatStayed(before, now, visits);
    if (Object.keys(stayed).length === 0 || left <= 1) return { now, stayed };
  }
}
