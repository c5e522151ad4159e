import type { LineRanges } from "../boundary/used_up.ts";

/** Writes ranges as a text, such as `3-5 7-7`; `null` when there are none. */
export function writeRanges(ranges: LineRanges = []): string | null {
  return ranges.length === 0 ? null : ranges.map((range) => range.join("-")).join(" ");
}

/** Reads what {@linkcode writeRanges} wrote. */
export function readRanges(text: string): LineRanges {
  return text.split(" ").map((range) => {
    const [first = 0, last = 0] = range.split("-").map(Number);
    return [first, last];
  });
}
