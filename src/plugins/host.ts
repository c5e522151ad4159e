import type { Contributions, HookContribution } from "../core/contributions.ts";
import { storageCopy, type StorageTrial } from "../core/plugin_storage/storage_trial.ts";
import type { LoadedPlugin } from "../core/plugins/plugin_info.ts";
import type { Settings } from "../core/settings/settings.ts";
import type { Trace } from "../core/trace/trace.ts";
import { checkPlugins, type UsedPlugin } from "./check_plugins.ts";
import { permissionProblems } from "./command_permissions.ts";
import { namedBySettings } from "./named_by_settings.ts";
import { dependenciesOf, orderPlugins } from "./order_plugins.ts";
import { PluginError } from "./plugin_error.ts";
import { PluginLife } from "./plugin_life.ts";
import { needsOf } from "./plugin_needs.ts";
import { reportPlugin } from "./plugin_report.ts";
import { checkSettings, type GivenPlugin } from "./plugin_settings.ts";
import { Collection } from "./provide/collection.ts";

export type { UsedPlugin } from "./check_plugins.ts";

/** What came of loading plugins. */
export interface LoadedPlugins {
  readonly contributions: Contributions;
  /** The settings, but for names of what a plugin would provide that does not run. */
  readonly settings: Settings;
  /** Name and version of each plugin that runs. */
  readonly names: readonly string[];
}

/** What {@linkcode loadPlugins} is told beside the plugins. */
export interface LoadOptions {
  readonly settings: Settings;
  readonly trace: Trace;
  /** Whether a plugin whose setup throws stops the start, instead of being left out. */
  readonly isStrict: boolean;
  /** The plugins that are switched off, with the reason. */
  readonly off?: Readonly<Record<string, string>>;
  /** Hears of each plugin whose setup is about to run, and its own check with it. */
  readonly onSetup?: (plugin: string) => void;
  /** Finds out whether a plugin can use what is kept for it; nothing is kept when absent. */
  readonly tryStorage?: StorageTrial;
  /** Those who watch before any plugin does. */
  readonly watchers?: readonly HookContribution[];
}

/**
 * Checks plugins, and lets them provide what they have. Whatever can be known of them without
 * running any is checked before the first setup; nothing they provide counts before the last.
 *
 * @param used The plugins, in the order of the settings.
 * @param options The settings, the trace, and what happens when a setup throws.
 * @throws PluginError when one of them cannot be used, with every problem.
 */
export async function loadPlugins(
  used: readonly UsedPlugin[],
  options: LoadOptions,
): Promise<LoadedPlugins> {
  const plugins = await checkSettings(orderPlugins(checkPlugins(used)));
  const loading = new Loading(options);
  try {
    for (const given of plugins) await loading.add(given);
    return loading.finish();
  } catch (error) {
    await loading.end();
    throw error;
  }
}

/** Plugins on their way, one after the other. */
class Loading {
  readonly #options: LoadOptions;
  readonly #collection = new Collection();
  readonly #lives: PluginLife[] = [];
  readonly #plugins: LoadedPlugin[] = [];
  readonly #problems: string[] = [];

  constructor(options: LoadOptions) {
    this.#options = options;
    this.#collection.hooks.push(...options.watchers ?? []);
  }

  /** Sets a plugin up, unless it is off or depends on one that does not run. */
  async add(given: GivenPlugin): Promise<void> {
    const { name } = given.plugin;
    const off = this.#options.off ?? {};
    if (Object.hasOwn(off, name)) return this.#note(given, { state: "off", why: off[name] ?? "" });
    const absent = dependenciesOf(given.plugin).find((needed) => this.#isAbsent(needed));
    if (absent !== undefined) {
      const why = `plugin "${absent}", which it depends on, does not run`;
      return this.#note(given, { state: "left out", why });
    }
    const life = this.#begin(given);
    const why = await this.#setUp(given, life);
    if (why === undefined) this.#note(given, { state: "running", why: "", life });
    else this.#note(given, { state: "left out", why });
  }

  /** Looks whether all is there that the settings name, and returns everything. */
  finish(): LoadedPlugins {
    const { trace } = this.#options;
    const absent = this.#plugins.filter(({ state }) => state !== "running");
    const away = new Set(absent.map(({ name }) => name));
    const { settings, problems, warnings } = namedBySettings(
      this.#options.settings,
      this.#collection,
      away,
    );
    this.#problems.push(...problems, ...permissionProblems(this.#collection, away));
    if (this.#problems.length > 0) throw new PluginError(this.#problems);
    for (const plugin of this.#plugins) reportPlugin(plugin, trace);
    for (const text of warnings) trace.emit("plugin:setting", { level: "warn", data: { text } });
    const plugins = { plugins: this.#plugins, end: () => this.end() };
    return {
      settings,
      contributions: this.#collection.contributions(settings.commandParser, plugins),
      names: this.#plugins.filter(({ state }) => state === "running")
        .map(({ name, version }) => `${name} ${version}`),
    };
  }

  /** Ends every plugin, the last first. */
  async end(): Promise<void> {
    for (const life of this.#lives.toReversed()) await life.end();
  }

  #begin({ plugin: { name, storage: plan } }: GivenPlugin): PluginLife {
    const { trace } = this.#options;
    const parts = { collection: this.#collection, trace, problems: this.#problems };
    const life = new PluginLife({ name, plan, ...parts });
    this.#lives.push(life);
    return life;
  }

  /** Runs a plugin's setup and its own check; returns why one did not come to its end. */
  async #setUp({ plugin, settings }: GivenPlugin, life: PluginLife): Promise<string | undefined> {
    const { isStrict, trace, onSetup, tryStorage } = this.#options;
    let step = { hook: "storage", why: "its data does not fit" };
    try {
      const copy = await tryStorage?.(plugin.name, plugin.storage);
      step = { hook: "setup", why: "its setup threw" };
      onSetup?.(plugin.name);
      // checkSettings() has made of the settings what the plugin's own schema says.
      await plugin.setup({ ...life.setup(), settings: settings as never });
      step = { hook: "check", why: "its own check failed" };
      if (plugin.check !== undefined) {
        const storage = await copy?.() ?? storageCopy(plugin.name, []);
        await plugin.check({ storage, settings: settings as never }); // as above
      }
      life.intake.keep();
      this.#collection.tools.push(life.tools);
    } catch (error) {
      const text = textOf(error);
      await life.end();
      if (isStrict) {
        const problem = `Plugin "${plugin.name}" cannot be used as ${step.why}: ${text}`;
        throw new PluginError([problem]);
      }
      const data = { plugin: plugin.name, hook: step.hook, error: text };
      trace.emit("plugin:fail", { level: "error", data });
      return `${step.why}: ${text.split("\n", 1)[0]}`;
    }
  }

  #isAbsent(name: string): boolean {
    return this.#plugins.some((plugin) => plugin.name === name && plugin.state !== "running");
  }

  #note(
    { plugin }: GivenPlugin,
    { life, ...fate }: Pick<LoadedPlugin, "state" | "why"> & { readonly life?: PluginLife },
  ): void {
    this.#plugins.push({
      name: plugin.name,
      version: plugin.version,
      description: plugin.description ?? "",
      dependsOn: dependenciesOf(plugin),
      ...fate,
      provides: life?.intake.provided ?? [],
      needs: needsOf(plugin, this.#options.settings.grants),
    });
  }
}

/** Says what was thrown, and where; what caused it tells where the plugin's own line is. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return `${error.message}\n${error.cause.stack}`;
  return error.stack ?? error.message;
}
