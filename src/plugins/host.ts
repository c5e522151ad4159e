import type { Contributions } from "../core/contributions.ts";
import type { StorageTrial } from "../core/plugin_storage/storage_trial.ts";
import type { Settings } from "../core/settings/settings.ts";
import type { Trace } from "../core/trace/trace.ts";
import { PLUGIN_API } from "./define_plugin.ts";
import { PluginError } from "./plugin_error.ts";
import { PluginLife } from "./plugin_life.ts";
import { type AnyPlugin, checkSettings, type GivenPlugin } from "./plugin_settings.ts";
import { Collection } from "./provide/collection.ts";

/** A plugin that settings ask for. */
export interface UsedPlugin {
  /** How settings name it. */
  readonly use: string;
  /** What its module exports as default: a plugin, if all is well. */
  readonly plugin: unknown;
  /** Its settings, unchecked. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What came of loading plugins. */
export interface LoadedPlugins {
  readonly contributions: Contributions;
  /** Name and version of each plugin that runs. */
  readonly names: readonly string[];
}

/** What {@linkcode loadPlugins} is told beside the plugins. */
export interface LoadOptions {
  readonly settings: Settings;
  readonly trace: Trace;
  /** Whether a plugin whose setup throws stops the start, instead of being left out. */
  readonly isStrict: boolean;
  /** Finds out whether a plugin can use what is kept for it; nothing is kept when absent. */
  readonly tryStorage?: StorageTrial;
}

/**
 * Checks plugins and lets them provide what they have.
 *
 * @param used The plugins, in the order of the settings.
 * @param options The settings, the trace, and what happens when a setup throws.
 * @throws PluginError when one of them cannot be used, with every problem.
 */
export async function loadPlugins(
  used: readonly UsedPlugin[],
  options: LoadOptions,
): Promise<LoadedPlugins> {
  const plugins = await checkSettings(checkPlugins(used));
  const { trace } = options;
  const collection = new Collection();
  const lives: PluginLife[] = [];
  const names: string[] = [];
  const problems: string[] = [];
  const end = async () => {
    for (const life of lives.toReversed()) await life.end();
  };
  try {
    for (const { plugin, settings } of plugins) {
      const life = new PluginLife({
        ...{ name: plugin.name, plan: plugin.storage },
        ...{ collection, trace, problems },
      });
      lives.push(life);
      if (!await setUp(life, { plugin, settings }, options)) continue;
      life.intake.keep();
      collection.tools.push(life.tools);
      names.push(`${plugin.name} ${plugin.version}`);
    }
    problems.push(...nameProblems(collection, options.settings));
    if (problems.length > 0) throw new PluginError(problems);
  } catch (error) {
    await end();
    throw error;
  }
  return { contributions: collection.contributions(options.settings.commandParser, end), names };
}

/** Runs a plugin's setup, and tells whether it came to its end. */
async function setUp(
  life: PluginLife,
  { plugin, settings }: GivenPlugin,
  { isStrict, trace, tryStorage }: LoadOptions,
): Promise<boolean> {
  let step = { hook: "storage", why: "its data does not fit" };
  try {
    await tryStorage?.(plugin.name, plugin.storage);
    step = { hook: "setup", why: "its setup threw" };
    // checkSettings() has made of the settings what the plugin's own schema says.
    await plugin.setup({ ...life.setup(), settings: settings as never });
    return true;
  } catch (error) {
    const text = textOf(error);
    const problem = `Plugin "${plugin.name}" cannot be used as ${step.why}: ${text}`;
    await life.end();
    if (isStrict) throw new PluginError([problem]);
    const data = { plugin: plugin.name, hook: step.hook, error: text };
    trace.emit("plugin:fail", { level: "error", data });
    return false;
  }
}

/** Says what was thrown, and where; what caused it tells where the plugin's own line is. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return `${error.message}\n${error.cause.stack}`;
  return error.stack ?? error.message;
}

function checkPlugins(used: readonly UsedPlugin[]): readonly GivenPlugin[] {
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
  if (api !== PLUGIN_API) {
    return `Cannot use plugin "${name}" as it must be written for plugin interface ${PLUGIN_API}: ` +
      `it says ${api}. Look for another version of it`;
  }
  const other = seen.get(name);
  if (other !== undefined) {
    return `Cannot use plugin "${use}" as its name must be its own: "${other}" is called ` +
      `"${name}" too. Take one of them out of the setting "plugins"`;
  }
  seen.set(name, use);
}

function isPlugin(value: unknown): value is AnyPlugin {
  return typeof value === "object" && value !== null && "name" in value &&
    typeof value.name === "string" && "version" in value && typeof value.version === "string" &&
    "api" in value && "setup" in value && typeof value.setup === "function";
}

/** What settings name must have been provided by somebody. */
function nameProblems(collection: Collection, settings: Settings): string[] {
  const sets = ["cmdsetUnloggedin", "cmdsetSession", "cmdsetAccount", "cmdsetCharacter"] as const;
  const problems = sets
    .filter((name) => settings[name] !== "" && !collection.cmdsets.has(settings[name]))
    .map((name) => unknownName(name, settings[name], [...collection.cmdsets.keys()]));
  const classes = unlessKnown("serverSessionClass", settings, collection.sessionClasses);
  return [...problems, ...classes, ...unlessKnown("commandParser", settings, collection.parsers)];
}

/** A setting that may be empty, and otherwise names what is provided. */
function unlessKnown(
  name: "serverSessionClass" | "commandParser",
  settings: Settings,
  provided: ReadonlyMap<string, unknown>,
): string[] {
  const value = settings[name];
  if (value === "" || provided.has(value)) return [];
  return [unknownName(name, value, [...provided.keys()])];
}

function unknownName(setting: string, value: string, known: readonly string[]): string {
  return `Cannot use setting "${setting}" as a plugin must provide it: current value is ` +
    `"${value}", and what is provided is: ${known.join(", ") || "nothing"}`;
}
