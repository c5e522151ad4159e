import { OLDEST_PLUGIN_API, PLUGIN_API } from "./define_plugin.ts";
import { PluginError } from "./plugin_error.ts";
import type { AnyPlugin, GivenPlugin } from "./plugin_settings.ts";

/** A plugin that settings ask for. */
export interface UsedPlugin {
  /** How settings name it. */
  readonly use: string;
  /** What its module exports as default: a plugin, if all is well. */
  readonly plugin: unknown;
  /** Its settings, unchecked. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * Checks that what settings ask for are plugins that this program can use, each once.
 *
 * @throws PluginError with every problem.
 */
export function checkPlugins(used: readonly UsedPlugin[]): readonly GivenPlugin[] {
  const problems: string[] = [];
  const seen = new Map<string, string>();
  const plugins: GivenPlugin[] = [];
  for (const { use, plugin, settings } of used) {
    const problem = pluginProblem(use, plugin, seen);
    if (problem !== undefined) problems.push(problem);
    else plugins.push({ plugin: plugin as AnyPlugin, settings }); // pluginProblem() looked
  }
  if (problems.length > 0) throw new PluginError(problems);
  return plugins;
}

/** What a plugin says of itself, and nobody has looked at. */
interface Manifest {
  readonly dependsOn?: unknown;
  readonly needs?: unknown;
  readonly check?: unknown;
}

function pluginProblem(use: string, plugin: unknown, seen: Map<string, string>) {
  if (!isPlugin(plugin)) {
    return `Cannot use plugin "${use}" as its default export must be a plugin: ` +
      "write `export default definePlugin({ … })` in it";
  }
  const { name, api } = plugin;
  if (!/^[a-z][a-z0-9_-]*$/.test(name)) {
    return `Cannot use plugin "${use}" as its name must be lower-case letters, digits, - and _: ` +
      `current value is "${name}"`;
  }
  if (!Number.isInteger(api) || api < OLDEST_PLUGIN_API || api > PLUGIN_API) {
    return apiProblem(name, api);
  }
  const misshapen = shapeProblem(plugin);
  if (misshapen !== undefined) return `Cannot use plugin "${name}" as ${misshapen}`;
  const other = seen.get(name);
  if (other !== undefined) {
    return `Cannot use plugin "${use}" as its name must be its own: "${other}" is called ` +
      `"${name}" too. Take one of them out of the setting "plugins"`;
  }
  seen.set(name, use);
}

/** A module may be written without the compiler's help, or in another language. */
function shapeProblem({ dependsOn, needs, check }: Manifest): string | undefined {
  if (dependsOn !== undefined && !isRecordOf(dependsOn, isText)) {
    return 'its dependsOn must be an object of versions, such as { weather: "^1.0.0" }: it is not';
  }
  if (needs !== undefined && !isRecordOf(needs, areTexts)) {
    return 'its needs must be an object of lists, such as { net: ["example.org"] }: it is not';
  }
  if (check !== undefined && typeof check !== "function") {
    return "its check must be a function that throws when something is wrong: it is not";
  }
}

function isRecordOf(value: unknown, isMember: (member: unknown) => boolean): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every(isMember);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function apiProblem(name: string, api: number): string {
  const range = OLDEST_PLUGIN_API === PLUGIN_API
    ? `${PLUGIN_API}`
    : `${OLDEST_PLUGIN_API} to ${PLUGIN_API}`;
  const remedy = api > PLUGIN_API
    ? "Update Vestibule, or look for an older version of the plugin"
    : "Look for a newer version of the plugin";
  return `Cannot use plugin "${name}" as it must be written for plugin interface ${range}: ` +
    `it says ${api}. ${remedy}`;
}

function isPlugin(value: unknown): value is AnyPlugin {
  return typeof value === "object" && value !== null && "name" in value &&
    typeof value.name === "string" && "version" in value && typeof value.version === "string" &&
    "api" in value && typeof value.api === "number" && "setup" in value &&
    typeof value.setup === "function";
}
