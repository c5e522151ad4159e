import type { Clock } from "../../../src/core/clock.ts";

/** The clock of one process, which may stall: what it should do meanwhile it does when it goes on. */
export class StallingClock implements Clock {
  readonly #clock: Clock;
  #due: Set<() => void> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  timer(ms: number, run: () => void): Disposable {
    const ring = () => this.#due === undefined ? run() : void this.#due.add(run);
    const timer = this.#clock.timer(ms, ring);
    return {
      [Symbol.dispose]: () => {
        timer[Symbol.dispose]();
        this.#due?.delete(run);
      },
    };
  }

  /** Lets what is due wait. */
  pause(): void {
    this.#due ??= new Set();
  }

  /** Does what has become due meanwhile. */
  resume(): void {
    const due = this.#due ?? [];
    this.#due = undefined;
    for (const run of due) run();
  }
}
