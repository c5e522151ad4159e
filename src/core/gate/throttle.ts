/** What is remembered of one key. */
interface Failures {
  /** When it hit. */
  readonly hits: readonly number[];
  /** How often it used up its hits without resting since. */
  readonly strikes: number;
  /** Until when it is refused; 0 when it never was. */
  readonly until: number;
}

const NONE: Failures = { hits: [], strikes: 0, until: 0 };

/** Refuses a key, such as an address, that hit too often lately (behaviour 13.1). */
export class Throttle {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #maxKeys: number;
  readonly #maxMs: number;
  readonly #failures = new Map<string, Failures>();

  /**
   * Creates a throttle.
   *
   * @param limit How many hits a key has; 0 means no limit.
   * @param windowMs How long a hit counts, in milliseconds, and the first pause, from its oldest
   * hit on. Each pause is twice as long as the one before it.
   * @param maxKeys How many keys are remembered; the one that hit longest ago is forgotten first.
   * @param maxMs The longest pause, in milliseconds: as long as the first one when it is left out.
   * Whoever rests for as long begins anew.
   */
  constructor(limit: number, windowMs: number, maxKeys: number, maxMs: number = windowMs) {
    this.#limit = limit;
    this.#windowMs = windowMs;
    this.#maxKeys = maxKeys;
    this.#maxMs = Math.max(windowMs, maxMs);
  }

  /** Tells whether the key is refused at this time. */
  isRefused(key: string, now: number): boolean {
    return this.secondsLeft(key, now) > 0;
  }

  /** Says for how many seconds more the key is refused: 0 when it is not, else at least 1. */
  secondsLeft(key: string, now: number): number {
    const until = this.#failures.get(key)?.until ?? 0;
    return Math.max(0, Math.ceil((until - now) / 1000));
  }

  /** Counts one hit of the key; while it is refused, none counts. */
  hit(key: string, now: number): void {
    const before = this.#failures.get(key) ?? NONE;
    if (this.#limit === 0 || now < before.until) return;
    this.#failures.delete(key);
    this.#failures.set(key, this.#withHit(before, now));
    if (this.#failures.size > this.#maxKeys) {
      const oldest = this.#failures.keys().next();
      if (!oldest.done) this.#failures.delete(oldest.value);
    }
  }

  #withHit(before: Failures, now: number): Failures {
    const hits = [...before.hits.filter((at) => now - at < this.#windowMs), now];
    const strikes = now - before.until < this.#maxMs ? before.strikes : 0;
    const oldest = hits.at(-this.#limit);
    if (oldest === undefined) return { hits, strikes, until: before.until };
    const pause = Math.min(this.#windowMs * 2 ** strikes, this.#maxMs);
    return { hits, strikes: strikes + 1, until: oldest + pause };
  }
}
