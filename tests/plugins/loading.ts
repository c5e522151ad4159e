import assert from "node:assert/strict";
import { resolveSettings } from "../../src/core/settings/resolve.ts";
import type { Config } from "../../src/core/settings/settings.ts";
import { Trace, type TraceEvent } from "../../src/core/trace/trace.ts";
import { cmdSet, definePlugin, type Plugin } from "../../src/plugins/api.ts";
import { type LoadedPlugins, loadPlugins, type UsedPlugin } from "../../src/plugins/host.ts";
import { PluginError } from "../../src/plugins/plugin_error.ts";

export type Setup = Parameters<typeof definePlugin>[0]["setup"];

/** A command set without commands. */
export const EMPTY = cmdSet<never>({ key: "Nothing", commands: [] });

/** Makes a plugin, of version 1.0.0 unless told. */
export function plugin(
  name: string,
  setup: Setup = () => {},
  more: Partial<Plugin> = {},
): Plugin {
  return definePlugin({ name, version: "1.0.0", api: 1, setup, ...more });
}

/** What stands in for the built-in plugin: the sets that settings name by themselves. */
const base = plugin("builtin", ({ provide }) => {
  for (const name of ["unloggedin", "account", "character"]) provide.cmdset(name, EMPTY);
});

/** How plugins are loaded. */
export interface Loading {
  readonly settings?: Config;
  readonly given?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly isStrict?: boolean;
  readonly events?: TraceEvent[];
  readonly off?: Readonly<Record<string, string>>;
}

/** Loads plugins after {@linkcode base}, each with the settings given under its use. */
export function load(
  plugins: Readonly<Record<string, unknown>>,
  options: Loading = {},
): Promise<LoadedPlugins> {
  const { settings: config = {}, given = {}, isStrict = true, events = [], off = {} } = options;
  const { settings } = resolveSettings([{ name: "test", values: { plugins: [], ...config } }]);
  const trace = new Trace(() => 0);
  trace.read((event) => events.push(event));
  const used: UsedPlugin[] = Object.entries({ builtin: base, ...plugins })
    .map(([use, plugin]) => ({ use, plugin, settings: given[use] ?? {} }));
  return loadPlugins(used, { settings, trace, isStrict, off });
}

/** Checks that plugins are refused, with exactly these problems. */
export async function refused(
  loading: Promise<unknown>,
  problems: readonly (string | RegExp)[],
): Promise<void> {
  const error = await loading.then(() => undefined, (error) => error);
  assert.ok(error instanceof PluginError, String(error));
  assert.equal(error.problems.length, problems.length, error.message);
  for (const [index, problem] of problems.entries()) {
    if (typeof problem === "string") assert.equal(error.problems[index], problem);
    else assert.match(error.problems[index] ?? "", problem);
  }
}
