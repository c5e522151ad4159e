import type { Clock } from "../../core/clock.ts";

/** What an opening needs to know. */
export interface OpeningOptions {
  readonly clock: Clock;
  /** How long the login screen waits for the client's abilities, in milliseconds; 0 = not at all. */
  readonly settleMs: number;
  /** How long at most while the client still negotiates, in milliseconds. */
  readonly hardMs: number;
  /** After how many milliseconds of silence the client counts as done. */
  readonly quietMs: number;
  /** Tells whether everything that is waited for has been answered. */
  readonly isAnswered: () => boolean;
  /** Called once, when the client's abilities are known as well as they will be soon. */
  readonly settled: () => void;
}

/** Waits for the client's abilities: until they are known, or for as long as is polite. */
export class Opening implements Disposable {
  readonly #options: OpeningOptions;
  readonly #startedAt: number;
  #heardAt = -Infinity;
  #timer: Disposable | undefined;
  #isOver = false;

  /** Creates an opening that starts to count now. */
  constructor(options: OpeningOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
  }

  /** Starts to wait. */
  start(): void {
    if (this.#options.settleMs <= 0) return this.#settle();
    this.#wait(this.#options.settleMs);
  }

  /** Learns that the client negotiated something. */
  heard(): void {
    this.#heardAt = this.#options.clock.now();
    if (this.#options.isAnswered()) this.#settle();
  }

  /** Stops waiting; `settled` is not called any more. */
  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#timer?.[Symbol.dispose]();
  }

  #wait(ms: number): void {
    this.#timer = this.#options.clock.timer(ms, () => this.#check());
  }

  #check(): void {
    const { clock, quietMs, hardMs, isAnswered } = this.#options;
    const end = Math.min(this.#heardAt + quietMs, this.#startedAt + hardMs);
    const left = end - clock.now();
    if (left <= 0 || isAnswered()) this.#settle();
    else this.#wait(left);
  }

  #settle(): void {
    if (this.#isOver) return;
    this[Symbol.dispose]();
    this.#options.settled();
  }
}
