import type { Clock } from "../../core/clock.ts";
import { type Rate, TokenBucket } from "../../core/gate/token_bucket.ts";

/** How many lines wait before the next one is lost: a long paste, not a flood. */
const MAX_WAITING = 200;

/** A typed line and whether it was typed into a hidden field. */
export interface TypedLine {
  readonly text: string;
  readonly secret: boolean;
  /** What may be shown of it to those who watch, if anybody does. */
  readonly shown?: string | undefined;
}

/** What a {@linkcode LineQueue} is made with. */
export interface LineQueueOptions {
  readonly clock: Clock;
  readonly rate: Rate;
  /** Takes a line whose turn has come. */
  readonly pass: (line: TypedLine) => void;
  /** Is told that a line was lost, and not again before all that waits has gone through. */
  readonly onFull: () => void;
}

/**
 * Lets typed lines through in order, at a bounded rate: a paste is slowed down, not cut.
 *
 * It is closed at first, while a client's abilities are still being found out.
 */
export class LineQueue {
  readonly #options: LineQueueOptions;
  readonly #bucket: TokenBucket;
  #waiting: TypedLine[] = [];
  #isOpen = false;
  #isFull = false;
  #timer: Disposable | undefined;

  /**
   * Creates a closed queue.
   *
   * @param options The clock, the rate and where lines go.
   */
  constructor(options: LineQueueOptions) {
    this.#options = options;
    this.#bucket = new TokenBucket(options.rate, options.clock.now());
  }

  /** Adds a line; when too many wait already, it is lost. */
  add(line: TypedLine): void {
    if (this.#waiting.length < MAX_WAITING) {
      this.#waiting.push(line);
      this.#drain();
    } else if (!this.#isFull) {
      this.#isFull = true;
      this.#options.onFull();
    }
  }

  /** What waits, in order. */
  get waiting(): readonly TypedLine[] {
    return this.#waiting;
  }

  /** Lets no line through, until {@linkcode LineQueue.open}. */
  hold(): void {
    this.#isOpen = false;
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }

  /** Lets lines through from now on. */
  open(): void {
    this.#isOpen = true;
    this.#drain();
  }

  /** Forgets what waits. */
  close(): void {
    this.#isOpen = false;
    this.#waiting = [];
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }

  #drain(): void {
    if (!this.#isOpen || this.#timer !== undefined) return;
    const { clock, rate, pass } = this.#options;
    while (this.#waiting.length > 0 && this.#bucket.take(clock.now())) {
      const line = this.#waiting.shift();
      if (line !== undefined) pass(line);
    }
    if (this.#waiting.length === 0) {
      this.#isFull = false;
      return;
    }
    this.#timer = clock.timer(Math.ceil(1000 / rate.perSecond), () => {
      this.#timer = undefined;
      this.#drain();
    });
  }
}
