/** How often something may happen. */
export interface Rate {
  /** Tokens per second; 0 means no limit. */
  readonly perSecond: number;
  /** How many tokens a rested bucket holds; at least one, so that a slow rate lets some through. */
  readonly burst: number;
}

/** Lets a burst through and then a steady rate (behaviour 2.5.2 shows why a window does not do). */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #at: number;

  /**
   * Creates a full bucket.
   *
   * @param rate How fast it fills and how much it holds; buckets may share one.
   * @param now The time, in milliseconds since 1970.
   */
  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = this.#most;
    this.#at = now;
  }

  /**
   * Takes a token if there is one.
   *
   * @param now The time, in milliseconds since 1970.
   * @returns Whether there was one.
   */
  take(now: number): boolean {
    if (this.#rate.perSecond === 0) return true;
    const gained = Math.max(0, now - this.#at) / 1000 * this.#rate.perSecond;
    this.#tokens = Math.min(this.#most, this.#tokens + gained);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  /** Puts a token back that was taken for nothing. */
  giveBack(): void {
    this.#tokens = Math.min(this.#most, this.#tokens + 1);
  }

  /** Tells whether the bucket is full again, so that it may be forgotten. */
  isFull(now: number): boolean {
    const gained = Math.max(0, now - this.#at) / 1000 * this.#rate.perSecond;
    return this.#tokens + gained >= this.#most;
  }

  get #most(): number {
    return Math.max(1, this.#rate.burst);
  }
}
