import type { CmdSet } from "../cmdset/cmdset.ts";
import type { AnyCommand, CommandContext } from "../command/context.ts";
import type { Clock } from "../clock.ts";
import type { Contributions } from "../contributions.ts";
import type { Hooks } from "../hooks.ts";
import type { Account, Game, GameObject, Session } from "../model.ts";
import type { Settings } from "../settings/settings.ts";
import type { Journal } from "../store/journal.ts";
import type { Trace } from "../trace/trace.ts";
import { MenuCalls } from "./menu_calls.ts";
import { MenuCmdSets } from "./menu_cmdsets.ts";
import { type MenuFrame, topFrame } from "./menu_record.ts";
import { MenuRun, type MenuRunParts } from "./menu_run.ts";
import { MenuTimers } from "./menu_timers.ts";
import type { CurrentMenu, Menus, StartMenuOptions } from "./menus.ts";
import { keptPlace, MENU_NAME, type MenuPlace, sessionPlace } from "./place.ts";
import { toJson } from "./to_json.ts";
import { watchSessions } from "./watch_sessions.ts";

/** What a {@linkcode MenuService} is made with. */
export interface MenuServiceOptions {
  readonly contributions: Pick<Contributions, "menus" | "cmdsets">;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly trace: Trace;
  /** Gives the number under which an error is found in the log. */
  readonly newIncident: () => string;
}

/** What a {@linkcode MenuService} needs of the Server. */
export interface MenuServer {
  /** The game, which is made after the service. */
  readonly game: () => Game;
  readonly hooks: Hooks;
  readonly journal: Pick<Journal<unknown>, "inScope" | "undoScope">;
}

/** Starts menus, and leads lines to them (behaviour 14). */
export class MenuService implements Menus {
  readonly #options: MenuServiceOptions;
  readonly #server: MenuServer;
  readonly #parts: MenuRunParts;
  readonly #cmdsets: MenuCmdSets;
  /** The menus of each session, account and object. */
  readonly #runs = new WeakMap<object, MenuRun>();

  /**
   * Creates the service, which watches sessions come and go.
   *
   * @param options The menus there are, and the limits.
   * @param server The rest of the Server.
   */
  constructor(options: MenuServiceOptions, server: MenuServer) {
    const { settings, clock, trace, newIncident, contributions } = options;
    const { game, journal } = server;
    const timers = new MenuTimers(clock);
    this.#options = options;
    this.#server = server;
    this.#parts = {
      ...{ game, journal, trace, newIncident, timers },
      find: (menu) => contributions.menus.get(menu),
      calls: new MenuCalls({
        clock,
        loopLimit: settings.commandTimeLimit,
        waitLimit: settings.hookTimeLimit,
      }),
    };
    this.#cmdsets = new MenuCmdSets((context) => this.#line(context));
    watchSessions({
      ...{ hooks: server.hooks, timers },
      runOf: (session, on) => this.#runOf(session, on),
    });
  }

  /** Returns a registered cmdset, the menus' own included. */
  findCmdSet(name: string): CmdSet<AnyCommand> | undefined {
    return name === MENU_NAME
      ? this.#cmdsets.of(undefined)
      : this.#options.contributions.cmdsets.get(name);
  }

  start(
    session: Session,
    menu: string,
    state: unknown = {},
    { node, on = session }: StartMenuOptions = {},
  ): Promise<void> {
    const run = this.#runOf(session, on);
    const frame = this.#frameOf(menu, state, node);
    return session.state === "closed" ? Promise.resolve() : run.start(session, frame);
  }

  end(session: Session): Promise<void> {
    return this.#openRun(session)?.end(session) ?? Promise.resolve();
  }

  current(session: Session): CurrentMenu | undefined {
    const record = this.#openRun(session)?.place.record;
    if (record === undefined) return undefined;
    const { menu, node, state } = topFrame(record);
    return { menu, node, state: structuredClone(state) };
  }

  #frameOf(name: string, state: unknown, start: string | undefined): MenuFrame {
    const { menus } = this.#options.contributions;
    const menu = menus.get(name);
    if (menu === undefined) {
      throw new RangeError(
        `Cannot start menu "${name}" as a plugin must provide it: ` +
          `what is provided is ${[...menus.keys()].join(", ") || "none"}`,
      );
    }
    const node = start ?? menu.start;
    if (!Object.hasOwn(menu.nodes, node)) {
      throw new RangeError(
        `Cannot start menu "${name}" on node "${node}" as it must be there: ` +
          `there are ${Object.keys(menu.nodes).map((name) => `"${name}"`).join(", ")}`,
      );
    }
    return { menu: name, node, state: toJson(state, `state of menu "${name}"`), history: [] };
  }

  #line(context: CommandContext<"session">): void | Promise<void> {
    const { session, raw, ask } = context;
    const run = this.#openRun(session);
    if (run !== undefined) return run.line(session, { line: raw, ask });
    const stacks = [session, session.account, session.puppet].map((one) => one?.cmdsets);
    const removed = stacks.filter((stack) => stack?.remove(MENU_NAME));
    if (removed.length > 0) session.executeCmd(raw);
  }

  /** The puppet's menu comes before the account's, as the puppet's cmdsets decide (7.4.1). */
  #openRun(session: Session): MenuRun | undefined {
    return [session.puppet, session.account, session]
      .filter((owner) => owner !== null)
      .map((owner) => this.#runOf(session, owner))
      .find(({ place }) => place.record !== undefined);
  }

  #runOf(session: Session, on: Session | Account | GameObject): MenuRun {
    const { account, puppet } = session;
    if (on !== session && on !== account && on !== puppet) {
      throw new TypeError(
        `Cannot start a menu for session ${session.sessid} as it must be on the session, its ` +
          "account or its puppet: it is on something else",
      );
    }
    let run = this.#runs.get(on);
    if (run === undefined) {
      run = new MenuRun(this.#placeOf(session, on), this.#parts);
      this.#runs.set(on, run);
    }
    return run;
  }

  #placeOf(session: Session, on: Session | Account | GameObject): MenuPlace {
    const options = {
      cmdsetOf: (menu: string) => this.#cmdsets.of(this.#parts.find(menu)),
      maxBytes: this.#options.settings.maxCarryBytes,
    };
    const { account, puppet } = session;
    if (account !== null && on === account) return keptPlace(account, "account", options);
    if (puppet !== null && on === puppet) return keptPlace(puppet, "object", options);
    return sessionPlace(session, options);
  }
}
