import type { Session } from "../model.ts";

/** What a plugin asks for beyond the sandbox; settings grant it, or do not. */
export interface PluginNeeds {
  /** Hosts it connects to, each with its port: `api.example.org:443`. */
  readonly net?: readonly string[] | undefined;
  /** Files and folders it reads; a relative path starts in the game's folder. */
  readonly read?: readonly string[] | undefined;
  /** Variables of the environment it reads. */
  readonly env?: readonly string[] | undefined;
}

/** One thing that a plugin provides. */
export interface ProvidedThing {
  /** What it is, such as `cmdset`, `commands` or `hook`. */
  readonly kind: string;
  /** What it is called; of `commands`, the set they were added to. */
  readonly name: string;
  /** The keys of its commands, when it is made of commands. */
  readonly commands: readonly string[];
  /** What cannot be reached any more because of it, with whose it is: `say of builtin`. */
  readonly hides: readonly string[];
}

/** One need of a plugin, and whether the settings grant it. */
export interface PluginNeed {
  /** What kind of access it is. */
  readonly kind: keyof PluginNeeds;
  /** The host, path or variable. */
  readonly value: string;
  /** Whether the settings grant it. */
  readonly isGranted: boolean;
}

/** What is known of a plugin from the start of the Server. */
export interface LoadedPlugin {
  /** What its own things are named after. */
  readonly name: string;
  /** Its own version. */
  readonly version: string;
  /** What it says of itself; empty when it says nothing. */
  readonly description: string;
  /** `left out` when its setup failed, or that of a plugin which it depends on. */
  readonly state: "running" | "left out" | "off";
  /** Why it does not run; empty when it does. */
  readonly why: string;
  /** The names of the plugins that it depends on. */
  readonly dependsOn: readonly string[];
  /** What it provides, in the order in which it does. */
  readonly provides: readonly ProvidedThing[];
  /** What it asks for beyond the sandbox. */
  readonly needs: readonly PluginNeed[];
}

/** A plugin as it is now. */
export interface PluginInfo extends LoadedPlugin {
  /** How often its code failed since the Server started. */
  readonly failures: number;
  /** Where its code failed last, and how, in one line; empty when it never did. */
  readonly lastFailure: string;
}

/** The plugins of the game. */
export interface Plugins {
  /** Returns every plugin that the settings ask for, in the order in which they are set up. */
  all(): readonly PluginInfo[];

  /**
   * Asks for a reload without a plugin, or with it again; `by` is told when that is refused. A
   * plugin stays off until it is switched on, or the whole process starts again.
   *
   * @throws {RangeError} When no plugin has this name, or it is `builtin`.
   */
  turn(name: string, way: "on" | "off", by: Session | null): void;
}
