import type { InputOf, StandardSchema } from "../core/standard_schema.ts";
import type { Plugin } from "./define_plugin.ts";
import type { UsedPlugin } from "./host.ts";
import type { AnyPlugin } from "./plugin_settings.ts";

/**
 * A plugin with the settings that it is used with, as a settings file says it of a specifier.
 *
 * @typeParam Schema The schema of its settings.
 */
export interface PluginWithSettings<
  Schema extends StandardSchema | undefined = StandardSchema | undefined,
> {
  /** The plugin. */
  readonly use: Plugin<Schema>;
  /** Its settings, which its schema has yet to check. */
  readonly settings: Schema extends StandardSchema ? InputOf<Schema> : unknown;
}

/** A plugin as an object: alone, or with its settings. */
export type PluginObject = AnyPlugin | PluginWithSettings;

/** Says of a plugin what settings would: how it is named, and its settings. */
export function usedPlugin(plugin: PluginObject, use: string): UsedPlugin {
  if (!("use" in plugin)) return { use, plugin, settings: {} };
  // The plugin's own schema checks whatever it is.
  return { use, plugin: plugin.use, settings: plugin.settings as UsedPlugin["settings"] };
}
