import type { TableCell } from "../api.ts";
import { counted } from "./markup.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Says how long something took, in its two largest units.
 *
 * @param ms Milliseconds; less than none is none.
 */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) return pair(seconds, { unit: HOUR, name: "h", part: MINUTE, partName: "min" });
  return pair(seconds, { unit: DAY, name: "d", part: HOUR, partName: "h" });
}

/** Says it in a cell of a table: short for the eye, in whole words for the ear. */
export function durationCell(ms: number): TableCell {
  const text = duration(ms);
  return {
    text,
    spoken: text.replace(/(\d+) (s|min|h|d)\b/g, (_, count, unit) => {
      return counted(Number(count), WORDS[unit] ?? unit);
    }),
  };
}

const WORDS: Readonly<Record<string, string>> = { s: "second", min: "minute", h: "hour", d: "day" };

interface Units {
  readonly unit: number;
  readonly name: string;
  readonly part: number;
  readonly partName: string;
}

function pair(seconds: number, { unit, name, part, partName }: Units): string {
  const parts = Math.floor((seconds % unit) / part);
  const whole = `${Math.floor(seconds / unit)} ${name}`;
  return parts === 0 ? whole : `${whole} ${parts} ${partName}`;
}
