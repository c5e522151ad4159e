import type { MenuTimers } from "./menu_timers.ts";
import type { MenuTimeout } from "./menu.ts";

/** Measures the time on a node: it counts from when the node was reached, whatever is typed. */
export class NodeTimer {
  readonly #timers: MenuTimers;
  #deadline: number | undefined;
  #running: Disposable | undefined;

  /**
   * Creates a timer that measures nothing.
   *
   * @param timers Where it runs.
   */
  constructor(timers: MenuTimers) {
    this.#timers = timers;
  }

  /** Begins anew, as the node says. */
  reached(timeout: MenuTimeout | undefined): void {
    this.#deadline = timeout && this.#timers.now() + timeout.ms;
  }

  /** Does not strike while a line is being looked at. */
  hold(): void {
    this.#running?.[Symbol.dispose]();
  }

  /**
   * Strikes when the time is up, once; at once, if it was up meanwhile.
   *
   * @param signal The end of the session that is told.
   * @param strike Leaves the node.
   */
  release(signal: AbortSignal, strike: () => void): void {
    if (this.#deadline === undefined) return;
    const left = Math.max(0, this.#deadline - this.#timers.now());
    this.#running = this.#timers.set(left, signal, () => {
      this.#deadline = undefined;
      strike();
    });
  }
}
