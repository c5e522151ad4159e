import { relative } from "node:path";
import type { Clock } from "../core/clock.ts";
import {
  type ResolvedSettings,
  resolveSettings,
  type SettingsSource,
} from "../core/settings/resolve.ts";
import type { PluginUse, Settings } from "../core/settings/settings.ts";
import type { RunArgs } from "./args.ts";
import { findConfigFile, readConfigFile } from "./config_file.ts";
import { configFromEnvironment, environmentSource } from "./environment.ts";

/** How long a settings file may take to load, in milliseconds. */
const CONFIG_TIME_LIMIT = 5000;

/** Where settings are looked for. */
export interface SettingsPlaces {
  /** The command line. */
  readonly args: RunArgs;
  /** The environment, as `Deno.env.toObject()` gives it. */
  readonly env: Readonly<Record<string, string>>;
  /** The working folder, as an absolute path. */
  readonly folder: string;
  readonly clock: Clock;
  /** A class that is led, which has its own say in the settings. */
  readonly lesson?: SettingsSource & { readonly plugin: PluginUse };
}

/** Settings that were loaded, and the file they came from. */
export interface LoadedSettings extends ResolvedSettings {
  /** The settings file's absolute path, if there was one. */
  readonly file?: string;
}

/**
 * Loads the settings: defaults, then file, environment, a class that is led, and flags. Every call
 * reads anew.
 *
 * @throws {ConfigFileError} When the settings file cannot be read.
 * @throws {SettingsError} With everything that is wrong with the settings.
 */
export async function loadSettings(places: SettingsPlaces): Promise<LoadedSettings> {
  const { args, env, folder, lesson } = places;
  const file = await findConfigFile(folder, args.config ?? configFromEnvironment(env));
  const inner = file === undefined ? [] : [await fileSource(file, places)];
  const outer = [environmentSource(env), ...lesson === undefined ? [] : [lesson]];
  const resolved = resolveSettings([...inner, ...outer, { name: "flags", values: args.sets }]);
  return {
    ...resolved,
    ...(lesson === undefined ? {} : { settings: withPlugin(resolved.settings, lesson.plugin) }),
    ...(file === undefined ? {} : { file }),
  };
}

async function fileSource(
  file: string,
  { folder, clock }: SettingsPlaces,
): Promise<SettingsSource> {
  const values = await readConfigFile(file, { clock, timeLimit: CONFIG_TIME_LIMIT });
  return { name: relative(folder, file) || file, values };
}

function withPlugin(settings: Settings, plugin: PluginUse): Settings {
  return Object.freeze({ ...settings, plugins: [...settings.plugins, plugin] });
}
