import type { Clock } from "../clock.ts";

/** The time-outs of menus: each ends with its session, and all with the Server. */
export class MenuTimers {
  readonly #clock: Clock;
  readonly #running = new Set<Disposable>();
  #isStopped = false;

  /**
   * Creates timers of which none runs.
   *
   * @param clock The time.
   */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns the time: milliseconds since 1970. */
  now(): number {
    return this.#clock.now();
  }

  /**
   * Calls a function later, unless the returned value is disposed of or the signal fires first.
   *
   * @param ms How long to wait, in milliseconds.
   * @param signal Ends the wait.
   * @param run What to call.
   */
  set(ms: number, signal: AbortSignal, run: () => void): Disposable {
    const end = () => {
      timer[Symbol.dispose]();
      signal.removeEventListener("abort", end);
      this.#running.delete(running);
    };
    const timer = this.#clock.timer(ms, () => {
      end();
      run();
    });
    const running = { [Symbol.dispose]: end };
    signal.addEventListener("abort", end, { once: true });
    this.#running.add(running);
    if (signal.aborted || this.#isStopped) end();
    return running;
  }

  /** Ends all that run; none is started any more. */
  stop(): void {
    this.#isStopped = true;
    for (const running of [...this.#running]) running[Symbol.dispose]();
  }
}
