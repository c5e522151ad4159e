import type { Clock } from "./clock.ts";
import { checkWait } from "./command/waits.ts";
import type { Hooks } from "./hooks.ts";
import { runApart } from "./run_apart.ts";
import type { Turns } from "./turns.ts";

/** What {@linkcode Delays} are made with. */
export interface DelaysOptions {
  readonly clock: Clock;
  readonly hooks: Hooks;
  readonly turns: Turns;
}

/** What game code wants to do later, whoever is there by then (behaviour 8.3.9). */
export class Delays {
  readonly #options: DelaysOptions;
  readonly #waiting = new Set<Disposable>();
  #isStopped = false;

  /**
   * Creates delays of which none waits.
   *
   * @param options The time, and what runs in it.
   */
  constructor(options: DelaysOptions) {
    this.#options = options;
    options.hooks.on("server:stop", "delays", () => this.#stop());
  }

  /**
   * Does something later, unless the returned value is disposed of first. A command that fails
   * takes back the delays that it has started, too. When the Server stops, none begins any more.
   *
   * @param ms How long to wait, in milliseconds.
   * @param run What to do; when it throws, that is logged, and what it changed is taken back.
   * @throws {RangeError} When no timer can wait so long.
   */
  start(ms: number, run: () => void | Promise<void>): Disposable {
    checkWait(ms);
    if (this.#isStopped) return { [Symbol.dispose]() {} };
    const { clock, turns } = this.#options;
    const end = () => {
      timer[Symbol.dispose]();
      this.#waiting.delete(delay);
    };
    const timer = clock.timer(ms, () => {
      end();
      // Not as a drain: that would end the turn before what awaits a moment has failed.
      runApart(this.#options, { owner: "game", what: "delay", run });
    });
    const delay = { [Symbol.dispose]: end };
    this.#waiting.add(delay);
    turns.journal.undoable(end);
    return delay;
  }

  #stop(): void {
    this.#isStopped = true;
    for (const delay of [...this.#waiting]) delay[Symbol.dispose]();
  }
}
