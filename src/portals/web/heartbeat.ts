import type { Clock } from "../../core/clock.ts";

/** How a heartbeat beats. */
export interface HeartbeatOptions {
  readonly clock: Clock;
  /** Milliseconds between two pings. */
  readonly everyMs: number;
  /** So many pings without an answer, and the peer is lost. */
  readonly maxMisses: number;
  readonly ping: () => void;
  /** Called once. */
  readonly lost: () => void;
}

/** Notices a peer that vanished without a word. */
export class Heartbeat implements Disposable {
  readonly #options: HeartbeatOptions;
  #timer: Disposable;
  #misses = 0;

  /** Starts; the first ping goes after the first pause. */
  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#timer = this.#wait();
  }

  /** Notes that the peer was heard. */
  heard(): void {
    this.#misses = 0;
  }

  /** Stops beating. */
  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  #wait(): Disposable {
    return this.#options.clock.timer(this.#options.everyMs, () => this.#beat());
  }

  #beat(): void {
    if (this.#misses >= this.#options.maxMisses) return this.#options.lost();
    this.#misses++;
    this.#timer = this.#wait();
    this.#options.ping();
  }
}
