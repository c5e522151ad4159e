/** One measured thing. */
export interface Row {
  readonly group: string;
  /** Such as `look, 100 sessions`. */
  readonly name: string;
  readonly unit: "a second" | "ms" | "KiB" | "MiB";
  /** Whether more of it is better, or less. */
  readonly better: "more" | "less";
  /** What each round measured. */
  readonly rounds: readonly number[];
  /** In each round, this divided by what the bare servers did just before it. */
  readonly ofEcho?: readonly number[];
  readonly ofWall?: readonly number[];
  /** Where it stands in a picture of how a figure grows. */
  readonly point?: Point;
}

/** A point of a line in a picture; its height is the median of the rounds. */
export interface Point {
  /** Which picture: the name of its file. */
  readonly picture: string;
  readonly line: string;
  readonly x: number;
}

/** What one run measured, and where. */
export interface Report {
  readonly deno: string;
  readonly machine: string;
  /** When it began, such as `2026-01-02T03:04:05.678Z`. */
  readonly at: string;
  readonly rows: readonly Row[];
}

/** The middle of the values; 0 when there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
