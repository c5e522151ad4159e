import { type CmdSet, cmdSet } from "../core/cmdset/cmdset.ts";
import type { AnyCommand } from "../core/command/context.ts";
import type {
  Contributions,
  HookContribution,
  InputFunc,
  SessionClass,
} from "../core/contributions.ts";
import { coreInputFuncs } from "../core/input_funcs.ts";
import type { AnyMenu } from "../core/menu/menu.ts";
import type { World } from "../core/model.ts";
import type { Settings } from "../core/settings/settings.ts";
import type { StandardSchema } from "../core/standard_schema.ts";
import type { Trace } from "../core/trace/trace.ts";
import { type Plugin, PLUGIN_API, type Provide } from "./define_plugin.ts";
import { PluginError } from "./plugin_error.ts";

/** A plugin whatever its settings are. */
export type AnyPlugin = Plugin<StandardSchema | undefined>;

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
  const plugins = checkPlugins(used);
  const collector = new Collector();
  const names: string[] = [];
  for (const { plugin, settings } of plugins) {
    const checked = await checkSettings(plugin, settings);
    const part = collector.part(plugin.name);
    try {
      // checkSettings() has made of the settings what the plugin's own schema says.
      await plugin.setup({ ...part.setup, settings: checked as never });
    } catch (error) {
      const text = error instanceof Error ? error.stack ?? error.message : String(error);
      const problem = `Plugin "${plugin.name}" cannot be used as its setup threw: ${text}`;
      if (options.isStrict) throw new PluginError([problem]);
      options.trace.emit("plugin:fail", {
        level: "error",
        data: { plugin: plugin.name, hook: "setup", error: text },
      });
      continue;
    }
    part.keep();
    names.push(`${plugin.name} ${plugin.version}`);
  }
  const problems = [...collector.problems, ...nameProblems(collector, options.settings)];
  if (problems.length > 0) throw new PluginError(problems);
  return { contributions: collector.contributions(), names };
}

function checkPlugins(
  used: readonly UsedPlugin[],
): { plugin: AnyPlugin; settings: Readonly<Record<string, unknown>> }[] {
  const problems: string[] = [];
  const seen = new Map<string, string>();
  const plugins: { plugin: AnyPlugin; settings: Readonly<Record<string, unknown>> }[] = [];
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

async function checkSettings(
  plugin: AnyPlugin,
  settings: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  if (plugin.settings === undefined) {
    const names = Object.keys(settings);
    if (names.length === 0) return {};
    throw new PluginError([
      `Cannot give plugin "${plugin.name}" settings as it must know them: it has none, ` +
      `and was given ${names.map((name) => `"${name}"`).join(", ")}`,
    ]);
  }
  const result = await plugin.settings["~standard"].validate(settings);
  if (result.issues === undefined) return result.value;
  throw new PluginError(result.issues.map((issue) => {
    const path = (issue.path ?? []).map((step) =>
      String(typeof step === "object" ? step.key : step)
    );
    return `Cannot use setting "${["plugins", plugin.name, ...path].join(".")}": ${issue.message}`;
  }));
}

/** What settings name must have been provided by somebody. */
function nameProblems(collector: Collector, settings: Settings): string[] {
  const sets = ["cmdsetUnloggedin", "cmdsetSession", "cmdsetAccount", "cmdsetCharacter"] as const;
  const problems = sets
    .filter((name) => settings[name] !== "" && !collector.cmdsets.has(settings[name]))
    .map((name) => unknownName(name, settings[name], [...collector.cmdsets.keys()]));
  const className = settings.serverSessionClass;
  if (className === "" || collector.sessionClasses.has(className)) return problems;
  const known = [...collector.sessionClasses.keys()];
  return [...problems, unknownName("serverSessionClass", className, known)];
}

function unknownName(setting: string, value: string, known: readonly string[]): string {
  return `Cannot use setting "${setting}" as a plugin must provide it: current value is ` +
    `"${value}", and what is provided is: ${known.join(", ") || "nothing"}`;
}

/** Gathers what plugins provide; a plugin's part counts only when its setup came to its end. */
class Collector {
  readonly cmdsets = new Map<string, CmdSet<AnyCommand>>();
  readonly sessionClasses = new Map<string, SessionClass>();
  readonly problems: string[] = [];
  readonly #menus = new Map<string, AnyMenu>();
  readonly #inputFuncs = new Map<string, InputFunc>(coreInputFuncs());
  readonly #hooks: HookContribution[] = [];
  readonly #worlds: ((world: World) => void)[] = [];

  contributions(): Contributions {
    return {
      cmdsets: this.cmdsets,
      sessionClasses: this.sessionClasses,
      inputFuncs: this.#inputFuncs,
      menus: this.#menus,
      hooks: this.#hooks,
      worlds: this.#worlds,
    };
  }

  part(plugin: string) {
    const steps: (() => void)[] = [];
    const provide: Provide = {
      cmdset: (name, set) => steps.push(() => this.cmdsets.set(`${plugin}/${name}`, set)),
      commands: (set, commands) => steps.push(() => this.#addCommands(plugin, set, commands)),
      sessionClass: (name, cls) =>
        steps.push(() => this.sessionClasses.set(`${plugin}/${name}`, cls)),
      inputfunc: (name, run) => steps.push(() => this.#addInputFunc(plugin, name, run)),
      // Its functions get the state that it was started with, which only its author knows.
      menu: (name, menu) => steps.push(() => this.#menus.set(`${plugin}/${name}`, menu as AnyMenu)),
      world: (fill) => steps.push(() => this.#worlds.push(fill)),
    };
    const on = (name: HookContribution["name"], run: HookContribution["run"]) => {
      steps.push(() => this.#hooks.push({ name, owner: plugin, run }));
    };
    return {
      // `on` is generic to the plugin: the event of each name goes to the function given with it.
      setup: { provide, on: on as never },
      keep: () => steps.forEach((step) => step()),
    };
  }

  #addCommands(plugin: string, name: string, commands: readonly AnyCommand[]): void {
    const set = this.cmdsets.get(name);
    if (set === undefined) {
      this.problems.push(
        `Plugin "${plugin}" cannot add commands as the cmdset must be there: "${name}" is not; ` +
          `there are ${[...this.cmdsets.keys()].join(", ")}`,
      );
      return;
    }
    const { key, priority, mergeType, keyMergeTypes } = set;
    const flags = {
      ...(set.duplicates === undefined ? {} : { duplicates: set.duplicates }),
      ...(set.noExits === undefined ? {} : { noExits: set.noExits }),
      ...(set.noObjects === undefined ? {} : { noObjects: set.noObjects }),
    };
    this.cmdsets.set(
      name,
      cmdSet<AnyCommand>({
        ...{ key, priority, mergeType, keyMergeTypes, ...flags },
        commands: [...set, ...commands],
      }),
    );
  }

  #addInputFunc(plugin: string, name: string, run: InputFunc): void {
    if (name === "text" || this.#inputFuncs.has(name)) {
      this.problems.push(
        `Plugin "${plugin}" cannot provide inputfunc "${name}" as its name must be free: ` +
          "it is taken. Choose another one",
      );
    } else {
      this.#inputFuncs.set(name, run);
    }
  }
}
