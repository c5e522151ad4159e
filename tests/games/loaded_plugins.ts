import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Config, PluginUse } from "../../src/core/settings/settings.ts";
import type { Plugin } from "../../src/plugins/define_plugin.ts";
import type { TestGameOptions } from "../../src/plugins/testing.ts";

/** Imports the plugins that settings name, files from this repository's root, for a test game. */
export async function withLoadedPlugins(
  { plugins = [], ...settings }: Config,
): Promise<Pick<TestGameOptions, "settings" | "plugins">> {
  return { settings, plugins: await Promise.all(plugins.map(load)) };
}

async function load(plugin: string | PluginUse): Promise<Plugin> {
  const path = typeof plugin === "string" ? plugin : plugin.use;
  const module: { readonly default: Plugin } = await import(pathToFileURL(resolve(path)).href);
  return module.default;
}
