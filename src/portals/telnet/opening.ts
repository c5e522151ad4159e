import type { Clock } from "../../core/clock.ts";
import type { Negotiator } from "./negotiator.ts";

/** How long at most the login screen waits while the client still negotiates, in milliseconds. */
const HARD_MS = 1000;
/** After how many milliseconds of silence a client counts as done. */
const QUIET_MS = 150;

/** How long a client is left to speak before the first offer, in milliseconds. */
const OFFER_MS = 50;

/** What an opening needs to know. */
export interface OpeningOptions {
  readonly clock: Clock;
  /** How long a client is left to speak before the first offer, in milliseconds; 50 unless given. */
  readonly offerMs: number | undefined;
  /** How long the login screen waits for the client's abilities, in milliseconds; 0 = not at all. */
  readonly settleMs: number;
  /** Makes the offers, and knows whether all that is waited for has been answered. */
  readonly negotiator: Pick<Negotiator, "open" | "isAnswered" | "settle">;
  /** Called once, when the client's abilities are known as well as they will be soon. */
  readonly settled: () => void;
}

/**
 * Waits for the client's abilities: until they are known, or for as long as is polite.
 *
 * The first offer waits a little too: a browser that comes to this port speaks first, and can read
 * the answer only when nothing stands before it.
 */
export class Opening implements Disposable {
  readonly #options: OpeningOptions;
  readonly #startedAt: number;
  #heardAt = -Infinity;
  #hasOffered = false;
  #offerTimer: Disposable | undefined;
  #timer: Disposable | undefined;
  #isOver = false;

  /** Creates an opening that starts to count now. */
  constructor(options: OpeningOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
  }

  /** Starts to wait. */
  start(): void {
    const { clock, offerMs = OFFER_MS, settleMs } = this.#options;
    if (Math.min(offerMs, settleMs) <= 0) this.offer();
    else this.#offerTimer = clock.timer(offerMs, () => this.offer());
    if (settleMs <= 0) this.settle();
    else this.#wait(settleMs);
  }

  /** Makes the first offer now, unless it is made: the client is no browser. */
  offer(): void {
    if (this.#hasOffered || this.#isOver) return;
    this.#hasOffered = true;
    this.#offerTimer?.[Symbol.dispose]();
    this.#options.negotiator.open();
  }

  /** Learns that the client negotiated something. */
  heard(): void {
    this.#heardAt = this.#options.clock.now();
    if (this.#options.negotiator.isAnswered()) this.settle();
  }

  /** Waits no longer. */
  settle(): void {
    if (this.#isOver) return;
    this[Symbol.dispose]();
    this.#options.negotiator.settle();
    this.#options.settled();
  }

  /** Stops waiting; nothing is called any more. */
  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#offerTimer?.[Symbol.dispose]();
    this.#timer?.[Symbol.dispose]();
  }

  #wait(ms: number): void {
    this.#timer = this.#options.clock.timer(ms, () => this.#check());
  }

  #check(): void {
    const { clock, settleMs, negotiator } = this.#options;
    const latest = this.#startedAt + Math.max(HARD_MS, settleMs);
    const left = Math.min(this.#heardAt + QUIET_MS, latest) - clock.now();
    if (left <= 0 || negotiator.isAnswered()) this.settle();
    else this.#wait(left);
  }
}
