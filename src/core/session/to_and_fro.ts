import type { Clock } from "../clock.ts";

/** How often a session may go to another realm within so many milliseconds. */
const MOST = 5;
const WITHIN_MS = 10_000;

/**
 * Counts how often each session went to another realm lately: where two realms each take the other
 * one for the home of accounts, or a plugin sends everybody on, none must go to and fro for ever.
 */
export class ToAndFro {
  readonly #clock: Clock;
  #since = 0;
  #counts = new Map<number, number>();

  /**
   * Creates it.
   *
   * @param clock Tells the time.
   */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Tells whether a session may go once more, and counts it. */
  mayGo(sessid: number): boolean {
    const now = this.#clock.now();
    if (now - this.#since >= WITHIN_MS) {
      this.#since = now;
      this.#counts = new Map();
    }
    const count = (this.#counts.get(sessid) ?? 0) + 1;
    this.#counts.set(sessid, count);
    return count <= MOST;
  }
}
