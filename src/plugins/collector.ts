import { type CmdSet, cmdSet } from "../core/cmdset/cmdset.ts";
import type { AnyCommand } from "../core/command/context.ts";
import { type CommandParser, matchCommand } from "../core/command/match.ts";
import type {
  Contributions,
  HookContribution,
  InputFunc,
  SessionClass,
} from "../core/contributions.ts";
import { coreInputFuncs } from "../core/input_funcs.ts";
import type { AnyMenu } from "../core/menu/menu.ts";
import type { World } from "../core/model.ts";
import type { PluginSetup, Provide } from "./define_plugin.ts";

/** One plugin's part of the collection. */
export interface PluginPart {
  readonly setup: Pick<PluginSetup<unknown>, "provide" | "on">;
  /** Counts in what the plugin provided. */
  readonly keep: () => void;
}

/** Gathers what plugins provide; a plugin's part counts only when its setup came to its end. */
export class Collector {
  readonly cmdsets = new Map<string, CmdSet<AnyCommand>>();
  readonly sessionClasses = new Map<string, SessionClass>();
  readonly parsers = new Map<string, CommandParser>();
  readonly problems: string[] = [];
  readonly #menus = new Map<string, AnyMenu>();
  readonly #inputFuncs = new Map<string, InputFunc>(coreInputFuncs());
  readonly #hooks: HookContribution[] = [];
  readonly #worlds: ((world: World) => void)[] = [];

  /**
   * Returns all that was counted in.
   *
   * @param parser The name of what finds the command in a line; empty for the default.
   */
  contributions(parser = ""): Contributions {
    return {
      commandParser: this.parsers.get(parser) ?? matchCommand,
      cmdsets: this.cmdsets,
      sessionClasses: this.sessionClasses,
      inputFuncs: this.#inputFuncs,
      menus: this.#menus,
      hooks: this.#hooks,
      worlds: this.#worlds,
    };
  }

  /** Returns what a plugin's setup is given, and what counts it in. */
  part(plugin: string): PluginPart {
    const steps: (() => void)[] = [];
    const provide: Provide = {
      cmdset: (name, set) =>
        steps.push(() => this.#keep({ plugin, kind: "cmdset", name }, this.cmdsets, set)),
      commands: (set, commands) => steps.push(() => this.#addCommands(plugin, set, commands)),
      sessionClass: (name, cls) =>
        steps.push(() => this.#addSessionClass({ plugin, kind: "session class", name }, cls)),
      commandParser: (name, parse) =>
        steps.push(() => this.#keep({ plugin, kind: "command parser", name }, this.parsers, parse)),
      inputfunc: (name, run) => steps.push(() => this.#addInputFunc(plugin, name, run)),
      // Its functions get the state that it was started with, which only its author knows.
      menu: (name, menu) =>
        steps.push(() => this.#keep({ plugin, kind: "menu", name }, this.#menus, menu as AnyMenu)),
      world: (fill) => steps.push(() => this.#worlds.push(named(plugin, fill))),
    };
    const on = (name: HookContribution["name"], run: HookContribution["run"]) => {
      steps.push(() => this.#hooks.push({ name, owner: plugin, run }));
    };
    return {
      // `on` is generic to the plugin: the event of each name goes to the function given with it.
      setup: { provide, on: on as never },
      keep: () => steps.forEach((step) => step()),
    };
  }

  #addCommands(plugin: string, name: string, commands: readonly AnyCommand[]): void {
    const set = this.cmdsets.get(name);
    if (set === undefined) {
      this.problems.push(
        `Plugin "${plugin}" cannot add commands as the cmdset must be there: "${name}" is not; ` +
          `there are ${[...this.cmdsets.keys()].join(", ")}`,
      );
      return;
    }
    const { key, priority, mergeType, keyMergeTypes } = set;
    const flags = {
      ...(set.duplicates === undefined ? {} : { duplicates: set.duplicates }),
      ...(set.noExits === undefined ? {} : { noExits: set.noExits }),
      ...(set.noObjects === undefined ? {} : { noObjects: set.noObjects }),
      ...(set.offeredTo === undefined ? {} : { offeredTo: set.offeredTo }),
    };
    try {
      const parts = { key, priority, mergeType, keyMergeTypes, ...flags };
      this.cmdsets.set(name, cmdSet<AnyCommand>({ ...parts, commands: [...set, ...commands] }));
    } catch (error) {
      this.problems.push(`Plugin "${plugin}" cannot add commands to "${name}": ${textOf(error)}`);
    }
  }

  #addInputFunc(plugin: string, name: string, run: InputFunc): void {
    if (name === "text" || this.#inputFuncs.has(name)) {
      this.problems.push(takenName({ plugin, kind: "inputfunc", name }));
    } else {
      this.#inputFuncs.set(name, run);
    }
  }

  /** A plugin may have a copy of ServerSession of its own, so that `instanceof` says nothing. */
  #addSessionClass(what: Provided, cls: SessionClass): void {
    const lacks = SESSION_METHODS.filter((name) => typeof cls.prototype?.[name] !== "function");
    if (lacks.length === 0) return this.#keep(what, this.sessionClasses, cls);
    this.problems.push(
      `Plugin "${what.plugin}" cannot provide ${what.kind} "${what.name}" as it must extend ` +
        `ServerSession: it has no ${lacks.map((name) => `${name}()`).join(", ")}`,
    );
  }

  #keep<T>(what: Provided, kept: Map<string, T>, value: T): void {
    const name = `${what.plugin}/${what.name}`;
    if (!/^[\w-]+$/.test(what.name)) this.problems.push(badName(what));
    else if (kept.has(name)) this.problems.push(takenName(what));
    else kept.set(name, value);
  }
}

/** What the Server calls of a session class. */
const SESSION_METHODS = ["atSync", "atLogin", "atDisconnect", "dataIn", "dataOut", "msg"] as const;

/** Something that a plugin provides, as problems call it. */
interface Provided {
  readonly plugin: string;
  readonly kind: string;
  readonly name: string;
}

function takenName({ plugin, kind, name }: Provided): string {
  return `Plugin "${plugin}" cannot provide ${kind} "${name}" as its name must be free: ` +
    "it is taken. Choose another one";
}

function badName({ plugin, kind, name }: Provided): string {
  return `Plugin "${plugin}" cannot provide ${kind} "${name}" as its name must be letters, ` +
    "digits, - and _. Choose another one";
}

/** Makes the start that fails say whose world it was. */
function named(plugin: string, fill: (world: World) => void): (world: World) => void {
  return (world) => {
    try {
      fill(world);
    } catch (cause) {
      throw new Error(`Plugin "${plugin}" cannot fill the world: ${textOf(cause)}`, { cause });
    }
  };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
