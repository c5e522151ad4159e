import type { Labelled, Labels } from "./metric.ts";

/** How many different labels are told apart; what a plugin makes up beyond them is not counted. */
const MAX_SETS = 200;

/** Counts by labels. */
export class LabelCounts {
  readonly #counts = new Map<string, { readonly labels: Labels; count: number }>();

  /**
   * Creates counts.
   *
   * @param known The labels that are told from the beginning, with 0.
   */
  constructor(known: readonly Labels[] = []) {
    for (const labels of known) this.#entry(labels);
  }

  /** Counts one more. */
  add(labels: Labels): void {
    const entry = this.#entry(labels);
    if (entry !== undefined) entry.count++;
  }

  /** What was counted. */
  get values(): Labelled {
    return [...this.#counts.values()].map(({ labels, count }) => [labels, count]);
  }

  #entry(labels: Labels) {
    const key = JSON.stringify(labels);
    const known = this.#counts.get(key);
    if (known !== undefined || this.#counts.size >= MAX_SETS) return known;
    const entry = { labels, count: 0 };
    this.#counts.set(key, entry);
    return entry;
  }
}
