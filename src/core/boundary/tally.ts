/** Durations that were added up: how many fell into each bucket, and their sum. */
export interface TallyCounts {
  /** One number for each of {@linkcode DURATION_BOUNDS}, and one for what was longer than all. */
  readonly buckets: readonly number[];
  /** All durations together, in seconds. */
  readonly seconds: number;
}

/** How long a duration of each bucket is at most, in seconds. */
export const DURATION_BOUNDS: readonly number[] = [
  0.0005,
  0.001,
  0.0025,
  0.005,
  0.01,
  0.025,
  0.05,
  0.1,
  0.25,
  0.5,
  1,
  2.5,
  5,
  10,
];

/** Adds durations up without keeping them. */
export class Tally {
  readonly #buckets: number[] = DURATION_BOUNDS.map(() => 0).concat(0);
  #seconds = 0;

  /** What was added so far. */
  get counts(): TallyCounts {
    return { buckets: [...this.#buckets], seconds: this.#seconds };
  }

  /**
   * Adds one duration.
   *
   * @param ms How long it was, in milliseconds.
   */
  add(ms: number): void {
    const seconds = ms / 1000;
    const found = DURATION_BOUNDS.findIndex((bound) => seconds <= bound);
    const bucket = found < 0 ? DURATION_BOUNDS.length : found;
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    this.#seconds += seconds;
  }
}

/** Returns what two tallies have counted together. */
export function bothTallies(one: TallyCounts, other: TallyCounts): TallyCounts {
  return {
    buckets: one.buckets.map((count, index) => count + (other.buckets[index] ?? 0)),
    seconds: one.seconds + other.seconds,
  };
}
