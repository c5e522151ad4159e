import type { Clock } from "../clock.ts";

/** Waits for game code, but not for ever; the time its user takes to answer does not count. */
export class Patience {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #late = Promise.withResolvers<never>();
  #timer: Disposable | undefined;
  #isWaiting = false;
  #pauses = 0;

  /**
   * Creates the wait; its time does not run yet.
   *
   * @param clock The time.
   * @param ms How long to wait, in milliseconds; 0 is off.
   */
  constructor(clock: Clock, ms: number) {
    this.#clock = clock;
    this.#ms = ms;
  }

  /**
   * Waits for a promise; called once.
   *
   * @throws {Error} When it takes too long, or what the promise was rejected with.
   */
  async for<T>(promise: Promise<T>): Promise<T> {
    this.#isWaiting = true;
    this.#arm();
    try {
      return await Promise.race([promise, this.#late.promise]);
    } finally {
      this.#isWaiting = false;
      this.#disarm();
    }
  }

  /** Waits for a promise whose time does not count; afterwards all the time begins anew. */
  async without<T>(wait: () => Promise<T>): Promise<T> {
    this.#pauses++;
    this.#disarm();
    try {
      return await wait();
    } finally {
      this.#pauses--;
      this.#arm();
    }
  }

  #arm(): void {
    if (this.#ms === 0 || !this.#isWaiting || this.#pauses > 0) return;
    this.#timer = this.#clock.timer(this.#ms, () => {
      this.#late.reject(new Error(`Cannot wait for a menu as it must answer in ${this.#ms} ms`));
    });
  }

  #disarm(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }
}
