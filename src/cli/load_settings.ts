import { relative } from "node:path";
import type { Clock } from "../core/clock.ts";
import { type ResolvedSettings, resolveSettings } from "../core/settings/resolve.ts";
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
}

/** Settings that were loaded, and the file they came from. */
export interface LoadedSettings extends ResolvedSettings {
  /** The settings file's absolute path, if there was one. */
  readonly file?: string;
}

/**
 * Loads the settings: defaults, then file, then environment, then flags. Every call reads anew.
 *
 * @throws {ConfigFileError} When the settings file cannot be read.
 * @throws {SettingsError} With everything that is wrong with the settings.
 */
export async function loadSettings(places: SettingsPlaces): Promise<LoadedSettings> {
  const { args, env, folder, clock } = places;
  const file = await findConfigFile(folder, args.config ?? configFromEnvironment(env));
  const outer = [environmentSource(env), { name: "flags", values: args.sets }];
  if (file === undefined) return resolveSettings(outer);
  const values = await readConfigFile(file, { clock, timeLimit: CONFIG_TIME_LIMIT });
  const name = relative(folder, file) || file;
  return { ...resolveSettings([{ name, values }, ...outer]), file };
}
