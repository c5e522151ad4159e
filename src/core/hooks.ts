import { byDeadline, type WaitOutcome } from "./by_deadline.ts";
import type { CallLimits } from "./call_limits.ts";
import type { Clock } from "./clock.ts";
import type { HookContribution } from "./contributions.ts";
import { HookDetail } from "./hook_detail.ts";
import type { HookEvents, HookName } from "./hook_events.ts";
import type { Journal } from "./store/journal.ts";
import type { TimeLimit } from "./time_limit.ts";
import type { Trace } from "./trace/trace.ts";
import { stackOf } from "./trace/error_text.ts";

/** What {@linkcode Hooks} are made with. */
export interface HooksOptions {
  readonly clock: Clock;
  readonly trace: Trace;
  /** How long a hook may take, in milliseconds; 0 is off. */
  readonly timeLimit: number;
  /** Those who watch by contribution, in their order and before all others. */
  readonly contributed?: readonly HookContribution[];
  /** Tells of somebody who is not to be called any more. */
  readonly isOff?: (owner: string) => boolean;
  /** Ends a hook that computes without end. */
  readonly limit: TimeLimit;
  /** Where what is asked changes something, so that it can be taken back. */
  readonly journal?: Pick<Journal<unknown>, "mark" | "undoSince">;
}

interface Watcher {
  readonly owner: string;
  readonly run: (event: never) => void | Promise<void>;
  readonly isFor?: ((event: never) => boolean) | undefined;
}

/** Calls those who watch a moment. What one of them throws is logged with its name, no more. */
export class Hooks {
  readonly #options: HooksOptions;
  readonly #detail: HookDetail;
  readonly #watchers = new Map<HookName, Watcher[]>();

  /**
   * Creates hooks that nobody watches.
   *
   * @param options The clock, the trace and the time limit.
   */
  constructor(options: HooksOptions) {
    this.#options = options;
    this.#detail = new HookDetail(options);
  }

  /**
   * Watches a moment, until the returned value is disposed of.
   *
   * @param name The moment.
   * @param owner Who watches.
   * @param run Is told of it, under the time limit.
   * @param isFor Tells whether `run` has anything to do, which is always so unless given. It is the
   * core's own, and costs less than to enter the time limit.
   */
  on<Name extends HookName>(
    name: Name,
    owner: string,
    run: (event: HookEvents[Name]) => void | Promise<void>,
    isFor?: (event: HookEvents[Name]) => boolean,
  ): Disposable {
    const watcher = { owner, run, isFor };
    this.#watchers.set(name, [...this.#watchers.get(name) ?? [], watcher]);
    return {
      [Symbol.dispose]: () => {
        const others = (this.#watchers.get(name) ?? []).filter((other) => other !== watcher);
        this.#watchers.set(name, others);
      },
    };
  }

  /** Returns those who watch a moment, in their order, less those who are off. */
  watchersOf(name: HookName): readonly string[] {
    const owners = this.#watching(name).map(({ owner }) => owner);
    return owners.filter((owner) => !this.#options.isOff?.(owner));
  }

  /** Tells all who watch, one after the other. */
  async emit<Name extends HookName>(name: Name, event: HookEvents[Name]): Promise<void> {
    const watching = this.#watching(name);
    using _told = this.#detail.begin(name, event, watching);
    for (const watcher of watching) {
      if (!concerns(watcher, event)) continue;
      // It watches under this name, so it takes this event.
      await this.guard(watcher.owner, name, () => watcher.run(event as never));
    }
  }

  /** Tells all who watch, as {@linkcode Hooks.emit} does; at once when nobody does. */
  tell<Name extends HookName>(name: Name, event: HookEvents[Name]): void | Promise<void> {
    if (this.#watching(name).length > 0) return this.emit(name, event);
  }

  /**
   * Calls code that is not the core's own, unless its owner is off: what it throws is logged, and
   * it is not waited for longer than the time limit.
   *
   * @param owner Whose code it is.
   * @param what Which part of it.
   * @param run Calls it.
   */
  async guard(owner: string, what: string, run: () => void | Promise<void>): Promise<void> {
    const { trace, limit, isOff } = this.#options;
    if (isOff?.(owner)) return;
    try {
      let running: unknown;
      if (limit.run(() => void (running = run())) === "tooLong") {
        const data = { plugin: owner, hook: what };
        return trace.emit("plugin:endless", { level: "error", data });
      }
      if (running instanceof Promise) await this.#limited(running);
    } catch (error) {
      trace.emit("plugin:fail", {
        level: "error",
        data: { plugin: owner, hook: what, error: stackOf(error) },
      });
    }
  }

  /**
   * Asks code that is not the core's own and answers at once: when it throws or does not come
   * back, that is logged, what it did is taken back, and there is no answer.
   *
   * @param owner Whose code it is.
   * @param what Which part of it.
   * @param run Asks it.
   * @returns The answer, or `undefined`.
   */
  ask<T>(owner: string, what: string, run: () => T): T | undefined {
    const { journal, limit, trace, isOff } = this.#options;
    if (isOff?.(owner)) return undefined;
    const mark = journal?.mark() ?? 0;
    const data = { plugin: owner, hook: what };
    let answer: T | undefined;
    try {
      if (limit.run(() => void (answer = run())) === "done") return answer;
      trace.emit("plugin:endless", { level: "error", data });
    } catch (error) {
      trace.emit("plugin:fail", { level: "error", data: { ...data, error: stackOf(error) } });
    }
    journal?.undoSince(mark);
  }

  /**
   * Calls code that is not the core's own for somebody who asks by HTTP, unless its owner is off,
   * and waits for what comes of it, to a deadline. When it throws, computes without end or is late, that is logged; what it
   * did is not taken back.
   *
   * @param owner Whose code it is.
   * @param what Which part of it.
   * @param run Calls it.
   * @param limits How long it may take.
   */
  async call<T>(
    owner: string,
    what: string,
    run: () => Promise<T>,
    { incident, ...limits }: CallLimits,
  ): Promise<WaitOutcome<T> | { readonly kind: "failed" | "off" }> {
    const { clock, limit, trace, isOff } = this.#options;
    if (isOff?.(owner)) return { kind: "off" };
    const data = { plugin: owner, hook: what, incident };
    try {
      let running: Promise<T> | undefined;
      if (limit.run(() => void (running = run())) === "tooLong" || running === undefined) {
        trace.emit("plugin:endless", { level: "error", data });
        return { kind: "failed" };
      }
      const outcome = await byDeadline(running, { clock, ...limits });
      if (outcome.kind === "late") trace.emit("plugin:late", { level: "error", data });
      return outcome;
    } catch (error) {
      const told = { ...data, from: "http", error: stackOf(error) };
      trace.emit("plugin:fail", { level: "error", data: told });
      return { kind: "failed" };
    }
  }

  #watching(name: HookName): readonly Watcher[] {
    const { contributed = [] } = this.#options;
    const plugins = contributed.filter((watcher) => watcher.name === name);
    return [...plugins, ...this.#watchers.get(name) ?? []];
  }

  #limited(running: Promise<void>): Promise<void> {
    const { clock, timeLimit } = this.#options;
    if (timeLimit === 0) return running;
    return new Promise((resolve, reject) => {
      const timer = clock.timer(timeLimit, () => {
        reject(new Error(`Cannot wait for a hook as it must end within ${timeLimit} ms`));
      });
      running.then(resolve, reject).finally(() => timer[Symbol.dispose]());
    });
  }
}

/** A session's class is a plugin's, and may fail when it is looked at: `run` does so guarded. */
function concerns({ isFor }: Watcher, event: object): boolean {
  try {
    return isFor?.(event as never) !== false; // as in emit()
  } catch {
    return true;
  }
}
