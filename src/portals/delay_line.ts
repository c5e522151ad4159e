import type { Clock } from "../core/clock.ts";

/** Lets what happens happen later, in order. */
export class DelayLine {
  readonly #clock: Clock;
  #waiting: { readonly at: number; readonly run: () => void }[] = [];
  #timer: Disposable | undefined;
  #ms = 0;

  /**
   * Creates a line without delay.
   *
   * @param clock Tells the time.
   */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether what is pushed now happens at once. */
  get isThrough(): boolean {
    return this.#ms === 0 && this.#waiting.length === 0;
  }

  /** How much waits. */
  get count(): number {
    return this.#waiting.length;
  }

  /** Sets how late what comes from now on happens, in milliseconds; nothing overtakes. */
  delay(ms: number): void {
    this.#ms = ms;
  }

  /** Lets something happen when its time has come. */
  push(run: () => void): void {
    if (this.isThrough) return run();
    const last = this.#waiting.at(-1)?.at ?? 0;
    this.#waiting.push({ at: Math.max(last, this.#clock.now() + this.#ms), run });
    this.#arm();
  }

  /** Lets all that waits happen at once. */
  flush(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    for (const { run } of this.#waiting.splice(0)) run();
  }

  #arm(): void {
    const first = this.#waiting[0];
    if (this.#timer !== undefined || first === undefined) return;
    this.#timer = this.#clock.timer(Math.max(0, first.at - this.#clock.now()), () => {
      this.#timer = undefined;
      this.#runDue();
      this.#arm();
    });
  }

  #runDue(): void {
    const now = this.#clock.now();
    for (;;) {
      const first = this.#waiting[0];
      if (first === undefined || first.at > now) return;
      this.#waiting.shift();
      first.run();
    }
  }
}
