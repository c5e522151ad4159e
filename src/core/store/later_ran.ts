import type { RanLine } from "./store.ts";

/**
 * Returns which lines of a session are used up, as was said twice of it: what was said of a lower
 * number says nothing, and what lies beyond stays until it is said anew.
 *
 * @param before What was said first, if anything.
 * @param ran What was said then.
 */
export function laterRan(before: RanLine | undefined, ran: RanLine): RanLine {
  if (before === undefined) return ran;
  const [sessid, line, beyond = before[2]] = ran;
  if (line < before[1]) return before;
  return beyond === undefined ? ran : [sessid, line, beyond];
}
