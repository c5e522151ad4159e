import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Settings } from "./core/settings/settings.ts";

/** A plugin as settings ask for it, with the address of its module. */
export interface PluginAddress {
  readonly use: string;
  readonly url: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Our own plugins, by the short names that settings may use. */
const FIRST_PARTY: Readonly<Record<string, string>> = { chargen: "@vestibule/chargen" };

/**
 * Returns every plugin with the address of its module; the built-in commands come first.
 *
 * @param settings The settings.
 * @param folder Where relative paths start, as an absolute path.
 */
export function pluginUses(settings: Settings, folder: string): readonly PluginAddress[] {
  const builtin = {
    use: "builtin",
    url: import.meta.resolve("./plugins/builtin/mod.ts"),
    settings: {},
  };
  const others = settings.plugins.map((plugin) => {
    const { use, settings = {} } = typeof plugin === "string" ? { use: plugin } : plugin;
    return { use, url: addressOf(use, folder), settings };
  });
  return [builtin, ...others];
}

function addressOf(use: string, folder: string): string {
  const ours = Object.hasOwn(FIRST_PARTY, use) ? FIRST_PARTY[use] : undefined;
  if (ours !== undefined) return import.meta.resolve(ours);
  if (/^(file|https?|jsr|npm):/.test(use)) return use;
  if (/^(\.|\/)|\.[jt]s$/.test(use)) return pathToFileURL(resolve(folder, use)).href;
  return import.meta.resolve(use);
}
