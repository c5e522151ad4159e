import type { AccountTypeDefinition } from "../core/account/account_type.ts";
import type { CmdSet } from "../core/cmdset/cmdset.ts";
import type { AnyCommand } from "../core/command/context.ts";
import type { CommandParser } from "../core/command/match.ts";
import type {
  ConnectionScreen,
  InputFunc,
  OocPart,
  OutputFunc,
  SessionClass,
} from "../core/contributions.ts";
import type { HookEvents, HookName } from "../core/hook_events.ts";
import type { PluginApp } from "../core/http/plugin_app.ts";
import type { Menu } from "../core/menu/menu.ts";
import type { World } from "../core/model.ts";
import type { OobMessage, OobReader } from "../core/oob/oob_message.ts";
import type { PluginStorage, StoragePlan } from "../core/plugin_storage/plugin_storage.ts";
import type { TimerRun } from "../core/plugin_timers.ts";
import type { PluginNeeds } from "../core/plugins/plugin_info.ts";
import type { ObjectTypeDefinition } from "../core/object/object_type.ts";
import type { PermissionDefinition } from "../core/command/permission.ts";
import type { HelpTopic } from "../core/parts/help_topic.ts";
import type { OutputOf, StandardSchema } from "../core/standard_schema.ts";

/**
 * The version of the plugin interface; a plugin says which one it was written for.
 *
 * @example The number that a plugin of today says
 * ```ts
 * import { PLUGIN_API } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(PLUGIN_API, 1);
 * ```
 */
export const PLUGIN_API = 1;

/** The oldest version of the plugin interface that still works. */
export const OLDEST_PLUGIN_API = 1;

/**
 * What a plugin adds to the game. Names it gives are known to others as `plugin/name`.
 *
 * Nothing counts before the plugin's `setup` has come to its end. Each thing is taken back when what
 * is returned is disposed of: its name is free then. The host does that when the plugin ends.
 */
export interface Provide {
  /** Adds a command set. Who has it on keeps it, whatever is disposed of. */
  cmdset(name: string, set: CmdSet<AnyCommand>): Disposable;
  /**
   * Adds commands to a command set that is there already, such as `builtin/character`. A command
   * of the set that shares a name with a new one makes way for it.
   */
  commands(set: string, commands: readonly AnyCommand[]): Disposable;
  /**
   * Replaces what a command set does when nothing was typed, when a line fits no command or
   * several, or when a session has just come in.
   */
  systemCommand(set: string, command: AnyCommand): Disposable;
  /** Adds a screen before login, which the setting `connectionScreenModule` may name. */
  connectionScreen(name: string, show: ConnectionScreen): Disposable;
  /** Adds a session class, which the setting `serverSessionClass` may name. */
  sessionClass(name: string, sessionClass: SessionClass): Disposable;
  /** Adds a type of accounts, which the setting `baseAccountTypeclass` may name. */
  accountType(name: string, definition: AccountTypeDefinition): Disposable;
  /** Adds a type of objects, which `world.create` makes under `plugin/name`. */
  objectType(name: string, definition: ObjectTypeDefinition): Disposable;
  /** Adds another way to find the command in a line, which the setting `commandParser` may name. */
  commandParser(name: string, parse: CommandParser): Disposable;
  /** Adds a handler for one kind of message from clients. */
  inputfunc(name: string, run: InputFunc): Disposable;
  /** Adds a handler for one kind of out-of-band message to clients; not for text and prompts. */
  outputfunc(name: string, run: OutputFunc): Disposable;
  /**
   * Declares an out-of-band message, which is checked from now on: what goes out, and what comes
   * in. `read` hears what clients send of it; it gets what the schema made of it.
   */
  oob<Schema extends StandardSchema>(
    message: OobMessage<Schema>,
    read?: OobReader<Schema>,
  ): Disposable;
  /** Adds a menu, which `game.menus.start` starts by its name. */
  menu<State>(name: string, menu: Menu<State>): Disposable;
  /**
   * Answers HTTP under `/plugins/NAME`: a Hono app, whose own `/` is there, or anything else with
   * such a `fetch`. A plugin has one.
   */
  routes(app: PluginApp): Disposable;
  /** Adds lines of markup to the screen of an account that is out of character. */
  oocPart(name: string, show: OocPart): Disposable;
  /** Adds a permission beside the levels, which commands may ask for as `plugin/name`. */
  permission(name: string, definition: PermissionDefinition): Disposable;
  /** Adds a topic to the help; a command of the same name is meant first. */
  help(topic: HelpTopic): Disposable;
  /** Adds rooms and things to a world that is still empty. */
  world(fill: (world: World) => void): Disposable;
}

/** What a plugin's `setup` is given. */
export interface PluginSetup<Settings> {
  /** The plugin's own settings, as its schema made them. */
  readonly settings: Settings;
  /** Takes what the plugin adds to the game. */
  readonly provide: Provide;
  /** What the plugin keeps; it can be used once the Server has started, and not in `setup`. */
  readonly storage: PluginStorage;
  /** Ends when the plugin does: at a reload, too. */
  readonly signal: AbortSignal;
  /** Watches a moment, until what is returned is disposed of. */
  on<Name extends HookName>(
    name: Name,
    run: (event: HookEvents[Name]) => void | Promise<void>,
  ): Disposable;
  /**
   * Keeps something that is to be ended with the plugin, such as a connection; what came last is
   * disposed of first.
   *
   * @returns The same thing.
   */
  use<Resource extends Disposable | AsyncDisposable>(resource: Resource): Resource;
  /**
   * Runs something again and again, from when the Server is ready until the plugin ends or what is
   * returned is disposed of. What it throws is logged and taken back, and it runs again. A run that
   * is still waiting for something when its time comes goes on alone: that time is left out.
   *
   * @param ms The time between two runs, and before the first: at least 100 milliseconds.
   * @throws {RangeError} When the time is shorter, or no timer can wait so long.
   */
  every(ms: number, run: TimerRun): Disposable;
  /**
   * Runs something once, so long after the Server was ready; or, if it is ready, from now on. It is
   * forgotten when the plugin ends before, as at a reload.
   *
   * @param ms How long to wait, in milliseconds.
   * @throws {RangeError} When no timer can wait so long.
   */
  after(ms: number, run: TimerRun): Disposable;
  /** Writes a line into the log, with the plugin's name; never a secret. */
  log(text: string): void;
}

/** What a plugin's `check` is given. */
export interface PluginCheck<Settings> {
  /** The plugin's own settings, as its schema made them. */
  readonly settings: Settings;
  /**
   * A copy of what the plugin keeps, as its migrations make it. What is changed in it is kept
   * nowhere.
   */
  readonly storage: PluginStorage;
}

/** What a plugin's settings are, by its schema. */
export type PluginSettings<Schema extends StandardSchema | undefined> = Schema extends
  StandardSchema ? OutputOf<Schema> : Readonly<Record<string, never>>;

/**
 * A plugin: a name, and a `setup` that provides things.
 *
 * @typeParam Schema The schema of its settings; `undefined` when it has none.
 */
export interface Plugin<Schema extends StandardSchema | undefined = undefined> {
  /** Lower-case letters, digits, `-` and `_`; what it provides is named after it. */
  readonly name: string;
  /** Its own version, as in its `deno.json`. */
  readonly version: string;
  /** The plugin interface it was written for. */
  readonly api: number;
  /** What it is for, in a sentence; `plugins` shows it. */
  readonly description?: string;
  /**
   * The plugins that must be there and are set up first, each with the versions that will do, as
   * npm writes them: `{ weather: "^1.2.0" }`.
   */
  readonly dependsOn?: Readonly<Record<string, string>>;
  /**
   * What it asks for beyond the sandbox. The setting `grants` grants it; what is not granted is
   * refused when it is used, by Deno itself.
   */
  readonly needs?: PluginNeeds;
  /** Checks its settings: zod, valibot or any other Standard Schema. */
  readonly settings?: Schema;
  /** How what it keeps has changed its shape; nothing needs to be said before it does. */
  readonly storage?: StoragePlan;
  /** Provides what it has; runs once each time the Server starts. Only a promise is waited for. */
  setup(setup: PluginSetup<PluginSettings<Schema>>): unknown;
  /**
   * Throws when the plugin cannot do its work. It runs right after `setup`, in the new Server while
   * the old one goes on: a reload is refused then, with what was thrown; at a start the plugin is
   * left out. Only a promise is waited for.
   */
  check?(check: PluginCheck<PluginSettings<Schema>>): unknown;
}

/**
 * Defines a plugin. Write its type out where you export it: publishing refuses inferred ones.
 *
 * @param plugin The plugin.
 * @returns The same plugin, typed by its settings.
 *
 * @example A command for everybody
 * ```ts
 * import { defineCommand, definePlugin, type Plugin } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const dance = defineCommand({
 *   key: "dance",
 *   run: ({ puppet }) => puppet.location?.msg(`${puppet.name} dances.`),
 * });
 *
 * const party: Plugin = definePlugin({
 *   name: "party",
 *   version: "1.0.0",
 *   api: 1,
 *   setup: ({ provide }) => provide.commands("builtin/character", [dance]),
 * });
 *
 * assert.equal(party.name, "party");
 * ```
 */
export function definePlugin<Schema extends StandardSchema | undefined = undefined>(
  plugin: Plugin<Schema>,
): Plugin<Schema> {
  return Object.freeze({ ...plugin });
}
