import { type Clock, ManualClock } from "../../src/core/clock.ts";

/** A clock that the test moves, and that knows how many timers are still set. */
export class CountedClock implements Clock {
  readonly #clock = new ManualClock(1000);
  readonly #live = new Set<object>();

  /** How many timers are set. */
  get live(): number {
    return this.#live.size;
  }

  now(): number {
    return this.#clock.now();
  }

  timer(ms: number, run: () => void): Disposable {
    const id = {};
    this.#live.add(id);
    const timer = this.#clock.timer(ms, () => {
      this.#live.delete(id);
      run();
    });
    return {
      [Symbol.dispose]: () => {
        this.#live.delete(id);
        timer[Symbol.dispose]();
      },
    };
  }

  /** Moves the clock on, running what is due on the way. */
  advance(ms: number): void {
    this.#clock.advance(ms);
  }
}
