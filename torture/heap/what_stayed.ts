import type { HeapCounts } from "./heap_counts.ts";
import type { BothHeaps } from "./heap_house.ts";

/** A number alone in a Set takes more than four times as many bytes. */
const TABLE_BYTES_PER_VISIT = 4;

/** Counting, and code that runs for the first time, leaves less than this many objects. */
const NOISE = 60;

/**
 * Returns what there is more of than before, by isolate and class: only what there is so much more
 * of as if one visit of ten had left something.
 *
 * @param visits How many came and left meanwhile.
 */
export function whatStayed(
  before: BothHeaps,
  after: BothHeaps,
  visits: number,
): Readonly<Record<string, number>> {
  const found = (["portal", "server"] as const).flatMap((isolate) =>
    moreOf(before[isolate], after[isolate], visits)
      .map(([what, more]) => [`${isolate}: ${what}`, more] as const)
  );
  return Object.fromEntries(found);
}

function moreOf(
  before: HeapCounts,
  after: HeapCounts,
  visits: number,
): readonly (readonly [what: string, more: number])[] {
  const classes = Object.entries(after.classes)
    .map(([name, count]) => [name, count - (before.classes[name] ?? 0)] as const)
    .filter(([, more]) => more >= Math.max(NOISE, visits / 10));
  const bytes = after.tableBytes - before.tableBytes;
  return bytes >= visits * TABLE_BYTES_PER_VISIT
    ? [...classes, ["bytes in tables", bytes]]
    : classes;
}
