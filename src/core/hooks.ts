import type { ProtocolFlags } from "./boundary/flags.ts";
import type { CloseReason, StartMode } from "./boundary/messages.ts";
import { byDeadline, type WaitOutcome } from "./by_deadline.ts";
import type { CallLimits } from "./call_limits.ts";
import type { Clock } from "./clock.ts";
import type { HookContribution } from "./contributions.ts";
import { HookDetail } from "./hook_detail.ts";
import type { Account, Game, GameObject, Session } from "./model.ts";
import type { Traversal } from "./object/exits.ts";
import type { Journal } from "./store/journal.ts";
import type { TimeLimit } from "./time_limit.ts";
import type { Trace } from "./trace/trace.ts";
import { stackOf } from "./trace/error_text.ts";

/** What those who watch a moment are told of it. */
export interface HookEvents {
  /** The Server takes input from now on. */
  "server:start": { readonly game: Game; readonly mode: StartMode };
  /** The Server will stop. */
  "server:stop": { readonly game: Game; readonly mode: "reload" | "reset" | "shutdown" };
  /** An account was made, and is kept by now; a guest's has its character. */
  "account:create": { readonly game: Game; readonly account: Account; readonly address: string };
  /**
   * A session has its account, and nobody has been told yet: what comes first of a login.
   * `isFirstEver` tells that no session of the account has ever been here before.
   */
  "session:beforeLogin": {
    readonly game: Game;
    readonly session: Session;
    readonly account: Account;
    readonly isFirstEver: boolean;
  };
  /** An account that had no session has one now; `session:login` comes next. */
  "account:firstLogin": {
    readonly game: Game;
    readonly session: Session;
    readonly account: Account;
  };
  /** A name and a password did not belong together; the account's id, when the name is known. */
  "account:loginFail": {
    readonly game: Game;
    readonly account: number | null;
    readonly address: string;
  };
  /** The last session of an account is about to leave it; it has everything still. */
  "account:lastLogout": {
    readonly game: Game;
    readonly session: Session;
    readonly account: Account;
  };
  /** An account, known by its id, has a character more, made or given; who did it goes on. */
  "account:gainCharacter": {
    readonly game: Game;
    readonly account: number;
    readonly character: GameObject;
  };
  /** An account has a character less; when it was deleted, it is out of the world by now. */
  "account:loseCharacter": {
    readonly game: Game;
    readonly account: number;
    readonly character: GameObject;
  };
  /** An object was made. Who made it goes on at once, without waiting for those who watch. */
  "object:create": { readonly game: Game; readonly object: GameObject };
  /** Somebody has gone through an exit, and has seen where it leads. */
  "exit:traverse": { readonly game: Game } & Traversal;
  /** A session is about to see the login screen. */
  "session:connect": { readonly game: Game; readonly session: Session };
  /**
   * A client that had settled told more of itself, or something else than before: `before` and
   * `after` have the flags that changed, with their values. One that is absent was unknown.
   */
  "session:flags": {
    readonly game: Game;
    readonly session: Session;
    readonly before: ProtocolFlags;
    readonly after: ProtocolFlags;
  };
  /** A session has logged in. */
  "session:login": { readonly game: Game; readonly session: Session; readonly account: Account };
  /** A session is about to go back to the login screen. */
  "session:logout": { readonly game: Game; readonly session: Session; readonly account: Account };
  /** A session has left its account, by logout or at its end; it has none any more. */
  "account:logout": { readonly game: Game; readonly session: Session; readonly account: Account };
  /** A session is about to end. */
  "session:disconnect": {
    readonly game: Game;
    readonly session: Session;
    readonly reason: CloseReason;
  };
  /** A session is about to take control of an object, which it may. */
  "session:beforePuppet": {
    readonly game: Game;
    readonly session: Session;
    readonly account: Account;
    readonly puppet: GameObject;
  };
  /** A session has taken control of an object. */
  "session:puppet": {
    readonly game: Game;
    readonly session: Session;
    readonly account: Account;
    readonly puppet: GameObject;
  };
  /** A session is about to let go of an object, which may be about to be deleted. */
  "session:beforeUnpuppet": {
    readonly game: Game;
    readonly session: Session;
    readonly account: Account;
    readonly puppet: GameObject;
  };
  /** A session has let go of an object. */
  "session:unpuppet": {
    readonly game: Game;
    readonly session: Session;
    readonly account: Account;
    readonly puppet: GameObject;
  };
}

/** A moment that others may watch. */
export type HookName = keyof HookEvents;

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

  /** Watches a moment, until the returned value is disposed of. */
  on<Name extends HookName>(
    name: Name,
    owner: string,
    run: (event: HookEvents[Name]) => void | Promise<void>,
  ): Disposable {
    const watcher = { owner, run };
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
    for (const { owner, run } of watching) {
      // It watches under this name, so it takes this event.
      await this.guard(owner, name, () => run(event as never));
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
