import type { Clock } from "./clock.ts";
import { checkWait } from "./command/waits.ts";
import type { Hooks } from "./hooks.ts";
import type { Game } from "./model.ts";
import { runApart } from "./run_apart.ts";
import type { Turns } from "./turns.ts";

/** The shortest time between two runs of a timer, in milliseconds. */
export const MIN_INTERVAL = 100;

/** What a timer is given when its time has come. */
export interface TimerEvent {
  /** The game that runs. */
  readonly game: Game;
}

/** What a plugin does at a time. */
export type TimerRun = (event: TimerEvent) => void | Promise<void>;

/** What timers run with, once the Server is ready. */
export interface TimerParts {
  readonly clock: Clock;
  readonly hooks: Hooks;
  readonly turns: Turns;
  readonly game: Game;
}

/** The timers of one plugin: they begin when the Server is ready, and end with the plugin. */
export class PluginTimers {
  readonly #plugin: string;
  readonly #signal: AbortSignal;
  readonly #timers = new Set<PluginTimer>();
  #parts: TimerParts | undefined;
  #isStopped = false;

  /**
   * Creates timers of which none runs.
   *
   * @param plugin The plugin's name.
   * @param signal Ends with the plugin.
   */
  constructor(plugin: string, signal: AbortSignal) {
    this.#plugin = plugin;
    this.#signal = signal;
    signal.addEventListener("abort", () => this.stop(), { once: true });
  }

  /** Runs something again and again; see the plugin's `every`. */
  every(ms: number, run: TimerRun): Disposable {
    checkWait(ms);
    if (ms < MIN_INTERVAL) {
      throw new RangeError(
        `Cannot run something every ${ms} milliseconds as the time must be at least ` +
          `${MIN_INTERVAL}: current value is ${ms}`,
      );
    }
    return this.#add({ what: "every", ms, run });
  }

  /** Runs something once; see the plugin's `after`. */
  after(ms: number, run: TimerRun): Disposable {
    checkWait(ms);
    return this.#add({ what: "after", ms, run });
  }

  /** Lets time count for all timers, and for those that are added from now on. */
  start(parts: TimerParts): void {
    if (this.#isStopped) return;
    this.#parts = parts;
    for (const timer of this.#timers) timer.start(parts);
  }

  /** Ends all timers, and those that are added from now on. */
  stop(): void {
    this.#isStopped = true;
    for (const timer of [...this.#timers]) timer[Symbol.dispose]();
  }

  #add(plan: Pick<TimerPlan, "what" | "ms" | "run">): Disposable {
    const timer = new PluginTimer({
      ...{ ...plan, plugin: this.#plugin },
      onEnd: (ended) => this.#timers.delete(ended),
    });
    if (this.#isStopped || this.#signal.aborted) return timer;
    this.#timers.add(timer);
    if (this.#parts === undefined) return timer;
    timer.start(this.#parts);
    // A command that fails takes back the timers that it has started, too.
    this.#parts.turns.journal.undoable(() => timer[Symbol.dispose]());
    return timer;
  }
}

interface TimerPlan {
  readonly plugin: string;
  readonly what: "every" | "after";
  readonly ms: number;
  readonly run: TimerRun;
  readonly onEnd: (timer: PluginTimer) => void;
}

/** One timer: it waits, runs, and waits again if it is one that does. */
class PluginTimer implements Disposable {
  readonly #plan: TimerPlan;
  #waiting: Disposable | undefined;
  #isRunning = false;

  constructor(plan: TimerPlan) {
    this.#plan = plan;
  }

  start(parts: TimerParts): void {
    this.#waiting = parts.clock.timer(this.#plan.ms, () => this.#due(parts));
  }

  [Symbol.dispose](): void {
    this.#waiting?.[Symbol.dispose]();
    this.#plan.onEnd(this);
  }

  #due(parts: TimerParts): void {
    const { plugin, what, run, onEnd } = this.#plan;
    if (what === "every") this.start(parts);
    else onEnd(this);
    if (this.#isRunning) return;
    const { game } = parts;
    const running = runApart(parts, { owner: plugin, what, run: () => run({ game }) });
    if (running === undefined) return;
    this.#isRunning = true;
    void running.finally(() => this.#isRunning = false);
  }
}
