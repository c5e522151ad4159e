import type { Clock } from "../clock.ts";
import type { Journal } from "./journal.ts";
import { FIRST_RETRY, nextRetry } from "./retry_delay.ts";
import type { Store } from "./store.ts";

/** What a {@linkcode StoreWait} is made with. */
export interface StoreWaitOptions {
  /** Knows whether changes are taken. */
  readonly journal: Pick<Journal<unknown>, "takesChanges">;
  /** Is asked for nothing: what counts is whether it answers. */
  readonly store: Pick<Store, "ranLines">;
  readonly clock: Clock;
}

/**
 * Tells when the Store answers again that was away. However many wait for it, it is asked once: each
 * question that it leaves unanswered may take seconds, and the next one waits for that.
 */
export class StoreWait {
  readonly #options: StoreWaitOptions;
  #asking: Promise<boolean> | undefined;
  #waiting: Promise<void> | undefined;
  /** Ends the pause before the Store is asked again. */
  #askNow = () => {};
  readonly #timers = new Set<Disposable>();
  #isDisposed = false;

  /**
   * Creates it; nothing is asked yet.
   *
   * @param options The Store, and what knows whether it takes changes.
   */
  constructor(options: StoreWaitOptions) {
    this.#options = options;
  }

  /** Tells whether the Store answers, and changes are taken; no more, when this has ended. */
  async isWell(): Promise<boolean> {
    if (!this.#takesChanges) return false;
    this.#asking ??= this.#answers().finally(() => this.#asking = undefined);
    return await this.#asking && this.#takesChanges;
  }

  /** Resolves when the Store answers, and changes are taken; never, when this ends before. */
  async well(): Promise<void> {
    this.#waiting ??= this.#ask().finally(() => this.#waiting = undefined);
    await this.#waiting;
  }

  /** Asks the Store at once, if anybody waits for it: somebody else has found it well. */
  hurry(): void {
    this.#askNow();
  }

  /**
   * Resolves after so many milliseconds; never, when this ends before.
   *
   * @param endBy Is given what ends the pause at once.
   */
  pause(ms: number, endBy: (end: () => void) => void = () => {}): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (this.#isDisposed) return promise;
    const end = () => {
      this.#timers.delete(timer);
      timer[Symbol.dispose]();
      resolve();
    };
    const timer = this.#options.clock.timer(ms, end);
    this.#timers.add(timer);
    endBy(end);
    return promise;
  }

  /** Ends for good: who waits is not told any more. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#askNow = () => {};
    for (const timer of this.#timers) timer[Symbol.dispose]();
  }

  get #takesChanges(): boolean {
    return !this.#isDisposed && this.#options.journal.takesChanges;
  }

  async #ask(): Promise<void> {
    for (let wait = FIRST_RETRY; !await this.isWell(); wait = nextRetry(wait)) {
      await this.pause(wait, (end) => this.#askNow = end);
    }
  }

  async #answers(): Promise<boolean> {
    try {
      await this.#options.store.ranLines([]);
      return true;
    } catch {
      return false;
    }
  }
}
