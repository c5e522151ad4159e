import type { Clock } from "../../core/clock.ts";

/** Calls a function whenever nothing was sent for a while. */
export class KeepAlive implements Disposable {
  readonly #clock: Clock;
  readonly #idleMs: number;
  readonly #keep: () => void;
  #sentAt: number;
  #timer: Disposable | undefined;

  /**
   * Starts to watch.
   *
   * @param clock Tells the time.
   * @param idleMs How long nothing may be sent, in milliseconds; 0 = for ever.
   * @param keep Sends something.
   */
  constructor(clock: Clock, idleMs: number, keep: () => void) {
    this.#clock = clock;
    this.#idleMs = idleMs;
    this.#keep = keep;
    this.#sentAt = clock.now();
    if (idleMs > 0) this.#wait(idleMs);
  }

  /** Learns that something was sent. */
  sent(): void {
    this.#sentAt = this.#clock.now();
  }

  /** Stops watching. */
  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
  }

  #wait(ms: number): void {
    this.#timer = this.#clock.timer(ms, () => this.#check());
  }

  #check(): void {
    const left = this.#sentAt + this.#idleMs - this.#clock.now();
    if (left > 0) return this.#wait(left);
    this.sent();
    this.#wait(this.#idleMs);
    this.#keep();
  }
}
