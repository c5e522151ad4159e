import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { PluginUse, Settings } from "./core/settings/settings.ts";
import { VERSION } from "./version.ts";

/** A plugin as settings ask for it, with the address of its module. */
export interface PluginAddress {
  readonly use: string;
  readonly url: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Our own plugins, which settings may use by their short names. */
const FIRST_PARTY: readonly string[] = ["chargen", "classroom", "finger"];

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
  return FIRST_PARTY.includes(use) ? firstParty(use) : use;
}

/**
 * Returns the package of one of our own plugins: in a checkout the one beside us, else the one
 * that was published with this version.
 *
 * @param name The plugin's short name.
 * @param own The address of this program's own code.
 */
export function firstParty(name: string, own: string = import.meta.url): string {
  return own.startsWith("file:") ? `@vestibule/${name}` : `jsr:@vestibule/${name}@^${VERSION}`;
}

function addressOf(use: string, folder: string): string {
  if (/^(file|https?|jsr|npm):/.test(use)) return use;
  if (/^(\.|\/)|\.[jt]s$/.test(use)) return pathToFileURL(resolve(folder, use)).href;
  return import.meta.resolve(use);
}
