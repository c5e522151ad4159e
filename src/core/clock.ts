/** Time as an argument: tests move it, production reads the machine's. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;

  /**
   * Calls a function once, later, unless the returned value is disposed of first.
   *
   * @param ms How long to wait, in milliseconds.
   * @param run What to call.
   */
  timer(ms: number, run: () => void): Disposable;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: Date.now,
  timer(ms, run) {
    const id = setTimeout(run, ms);
    return { [Symbol.dispose]: () => clearTimeout(id) };
  },
};

/**
 * A clock that stands still until it is told to move.
 *
 * @example A timer that a test lets ring
 * ```ts
 * import { ManualClock } from "@vestibule/core/portal/conformance";
 * import assert from "node:assert/strict";
 *
 * const clock = new ManualClock();
 * let rings = 0;
 * clock.timer(1000, () => rings += 1);
 * clock.advance(1000);
 *
 * assert.equal(rings, 1);
 * ```
 */
export class ManualClock implements Clock {
  #now: number;
  #timers: { at: number; run: () => void }[] = [];

  /**
   * Creates a clock.
   *
   * @param now Where it stands: milliseconds since 1970.
   */
  constructor(now = 0) {
    this.#now = now;
  }

  /** Returns where the clock stands. */
  now(): number {
    return this.#now;
  }

  /** Runs `run` when the clock has been moved by `ms`. */
  timer(ms: number, run: () => void): Disposable {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return {
      [Symbol.dispose]: () => void (this.#timers = this.#timers.filter((t) => t !== timer)),
    };
  }

  /** Moves the clock on, running what is due on the way, earliest first. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#timers.filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((t) => t !== due);
      this.#now = due.at;
      due.run();
    }
    this.#now = end;
  }
}
