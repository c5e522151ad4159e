/** Refuses an address that failed too often lately (behaviour 13.1). */
export class Throttle {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #maxAddresses: number;
  readonly #hits = new Map<string, number[]>();

  /**
   * Creates a throttle.
   *
   * @param limit How many hits an address has; 0 means no limit.
   * @param windowMs How long a hit counts, in milliseconds.
   * @param maxAddresses How many addresses are remembered; the oldest is forgotten first.
   */
  constructor(limit: number, windowMs: number, maxAddresses: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
    this.#maxAddresses = maxAddresses;
  }

  /** Tells whether the address is refused at this time. */
  isRefused(address: string, now: number): boolean {
    return this.secondsLeft(address, now) > 0;
  }

  /** Says for how many seconds more the address is refused: 0 when it is not, else at least 1. */
  secondsLeft(address: string, now: number): number {
    const oldest = this.#limit === 0 ? undefined : this.#recent(address, now).at(-this.#limit);
    return oldest === undefined ? 0 : Math.ceil((oldest + this.#windowMs - now) / 1000);
  }

  /** Counts one hit of the address. */
  hit(address: string, now: number): void {
    if (this.#limit === 0) return;
    const recent = this.#recent(address, now);
    if (recent.length >= this.#limit) return;
    this.#hits.delete(address);
    this.#hits.set(address, [...recent, now]);
    if (this.#hits.size > this.#maxAddresses) {
      const oldest = this.#hits.keys().next();
      if (!oldest.done) this.#hits.delete(oldest.value);
    }
  }

  #recent(address: string, now: number): number[] {
    return (this.#hits.get(address) ?? []).filter((at) => now - at < this.#windowMs);
  }
}
