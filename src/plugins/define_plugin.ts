import type { CmdSet } from "../core/cmdset/cmdset.ts";
import type { AnyCommand } from "../core/command/context.ts";
import type { CommandParser } from "../core/command/match.ts";
import type { InputFunc, SessionClass } from "../core/contributions.ts";
import type { HookEvents, HookName } from "../core/hooks.ts";
import type { Menu } from "../core/menu/menu.ts";
import type { World } from "../core/model.ts";
import type { OutputOf, StandardSchema } from "../core/standard_schema.ts";

/** The version of the plugin interface; a plugin says which one it was written for. */
export const PLUGIN_API = 1;

/** What a plugin adds to the game. Names it gives are known to others as `plugin/name`. */
export interface Provide {
  /** Adds a command set. */
  cmdset(name: string, set: CmdSet<AnyCommand>): void;
  /** Adds commands to a command set that is there already, such as `builtin/character`. */
  commands(set: string, commands: readonly AnyCommand[]): void;
  /** Adds a session class, which the setting `serverSessionClass` may name. */
  sessionClass(name: string, sessionClass: SessionClass): void;
  /** Adds another way to find the command in a line, which the setting `commandParser` may name. */
  commandParser(name: string, parse: CommandParser): void;
  /** Adds a handler for one kind of message from clients. */
  inputfunc(name: string, run: InputFunc): void;
  /** Adds a menu, which `game.menus.start` starts by its name. */
  menu<State>(name: string, menu: Menu<State>): void;
  /** Adds rooms and things to a world that is still empty. */
  world(fill: (world: World) => void): void;
}

/** What a plugin's `setup` is given. */
export interface PluginSetup<Settings> {
  /** The plugin's own settings, as its schema made them. */
  readonly settings: Settings;
  /** Takes what the plugin adds to the game. */
  readonly provide: Provide;
  /** Watches a moment. */
  on<Name extends HookName>(
    name: Name,
    run: (event: HookEvents[Name]) => void | Promise<void>,
  ): void;
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
  /** Checks its settings: zod, valibot or any other Standard Schema. */
  readonly settings?: Schema;
  /** Provides what it has; runs once each time the Server starts. */
  setup(setup: PluginSetup<PluginSettings<Schema>>): void | Promise<void>;
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
