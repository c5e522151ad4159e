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
  /** Lets the Store be asked when it rings. */
  #timer: Disposable | undefined;
  #askNow = () => {};
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
    this.#timer?.[Symbol.dispose]();
    this.#askNow();
  }

  /** Ends for good: who waits is not told any more. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#askNow = () => {};
    this.#timer?.[Symbol.dispose]();
  }

  get #takesChanges(): boolean {
    return !this.#isDisposed && this.#options.journal.takesChanges;
  }

  async #ask(): Promise<void> {
    for (let wait = FIRST_RETRY; !await this.isWell(); wait = nextRetry(wait)) {
      await new Promise<void>((resolve) => {
        if (this.#isDisposed) return;
        this.#askNow = resolve;
        this.#timer = this.#options.clock.timer(wait, resolve);
      });
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
