import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { PluginUse, Settings } from "./core/settings/settings.ts";

/** A plugin as settings ask for it, with the address of its module. */
export interface PluginAddress {
  readonly use: string;
  readonly url: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Our own plugins, by the short names that settings may use. */
const FIRST_PARTY: Readonly<Record<string, string>> = {
  chargen: "@vestibule/chargen",
  finger: "@vestibule/finger",
};

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
    const { use, settings } = useOf(plugin);
    return { use, url: addressOf(packageOf(use), folder), settings };
  });
  return [builtin, ...others];
}

/**
 * Returns the address of a portal plugin's module: of a package, its entry `./portal`.
 *
 * @param use The plugin's specifier.
 * @param folder Where relative paths start, as an absolute path.
 * @throws TypeError when there is no such package.
 */
export function portalAddress(use: string, folder: string): string {
  const name = packageOf(use);
  return addressOf(PACKAGE.test(name) ? `${name}/portal` : name, folder);
}

/** Returns a plugin's specifier and settings, whichever way they are written. */
export function useOf(
  plugin: string | PluginUse,
): { readonly use: string; readonly settings: Readonly<Record<string, unknown>> } {
  const { use, settings = {} } = typeof plugin === "string" ? { use: plugin } : plugin;
  return { use, settings };
}

/** A package's own name, of a registry or bare, with no entry after it. */
const PACKAGE = /^(?!.*\.[jt]s$)(?:(?:jsr|npm):\/?)?(?:@[^/]+\/)?[^/.:][^/:]*$/;

function packageOf(use: string): string {
  return (Object.hasOwn(FIRST_PARTY, use) ? FIRST_PARTY[use] : undefined) ?? use;
}

function addressOf(use: string, folder: string): string {
  if (/^(file|https?|jsr|npm):/.test(use)) return use;
  if (/^(\.|\/)|\.[jt]s$/.test(use)) return pathToFileURL(resolve(folder, use)).href;
  return import.meta.resolve(use);
}
