import type { Clock } from "../../core/clock.ts";

/** After how many milliseconds without a word the last answer counts as given. */
const QUIET_MS = 2_000;
/** How long answers are waited for at most, in milliseconds. */
const MOST_MS = 10_000;

/**
 * Waits until a client that will say no more has been answered, as after `printf … | nc -N`.
 *
 * TCP does not tell whether such a client still listens. One that was answered before it fell
 * silent is not waited for; the others are for a while, so a client that vanishes at the very
 * moment it types is noticed that much later.
 */
export class LastWords implements Disposable {
  readonly #clock: Clock;
  readonly #begin: () => void;
  readonly #youngMs: number;
  #over: PromiseWithResolvers<void> | undefined;
  #isOwed = false;
  #heardAt = Number.NEGATIVE_INFINITY;
  #endsAt: number | undefined;
  #timer: Disposable | undefined;
  #isOver = false;

  /**
   * Creates a wait that has not begun.
   *
   * @param clock Tells the time.
   * @param begin Called when there is something to wait for: nothing more will be heard.
   * @param youngMs Up to which age what was typed may be without its answer, whatever has been said
   *   since: that may have been the first screen. In milliseconds; 0 unless given.
   */
  constructor(
    clock: Clock,
    begin: () => void,
    { youngMs = 0 }: { readonly youngMs?: number } = {},
  ) {
    this.#clock = clock;
    this.#begin = begin;
    this.#youngMs = youngMs;
  }

  /** Learns that the client typed something. */
  heard(): void {
    this.#isOwed = true;
    this.#heardAt = this.#clock.now();
  }

  /** Learns that something was said to the client. */
  said(): void {
    this.#isOwed = false;
    if (this.#endsAt !== undefined) this.#waitFor(QUIET_MS);
  }

  /** Resolves when everything seems to be answered; at once when nothing was asked. */
  answered(): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    const isYoung = this.#clock.now() - this.#heardAt < this.#youngMs;
    this.#over ??= Promise.withResolvers();
    if (this.#isOwed) this.#start(MOST_MS);
    else if (isYoung) this.#start(QUIET_MS);
    else this[Symbol.dispose]();
    return this.#over.promise;
  }

  /** Ends the wait, now or when it begins. */
  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#isOver = true;
    this.#over?.resolve();
  }

  #start(ms: number): void {
    this.#endsAt = this.#clock.now() + MOST_MS;
    this.#waitFor(ms);
    this.#begin();
  }

  #waitFor(ms: number): void {
    if (this.#isOver) return;
    this.#timer?.[Symbol.dispose]();
    const left = Math.max(0, (this.#endsAt ?? 0) - this.#clock.now());
    this.#timer = this.#clock.timer(Math.min(ms, left), () => this[Symbol.dispose]());
  }
}
