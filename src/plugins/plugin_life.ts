import type { HookContribution } from "../core/contributions.ts";
import { PluginTools } from "../core/plugin_tools.ts";
import type { StoragePlan } from "../core/plugin_storage/plugin_storage.ts";
import type { Trace } from "../core/trace/trace.ts";
import type { PluginSetup } from "./define_plugin.ts";
import type { Collection } from "./provide/collection.ts";
import { addTo, Intake } from "./provide/intake.ts";
import { provideInto } from "./provide/provide.ts";
import { stackOf } from "../core/trace/error_text.ts";

/** What a {@linkcode PluginLife} is made with. */
export interface PluginLifeOptions {
  /** The plugin's name. */
  readonly name: string;
  /** How what it keeps has changed its shape. */
  readonly plan?: StoragePlan | undefined;
  /** Where what it provides goes. */
  readonly collection: Collection;
  readonly trace: Trace;
  /** Where it is told what cannot be provided. */
  readonly problems: string[];
}

/** One plugin from its setup to its end, with all that ends with it. */
export class PluginLife {
  readonly intake: Intake;
  readonly tools: PluginTools;
  readonly #options: PluginLifeOptions;
  readonly #end = new AbortController();
  readonly #resources = new AsyncDisposableStack();

  /**
   * Creates the life of a plugin whose setup is about to run.
   *
   * @param options Its name, and where things go.
   */
  constructor(options: PluginLifeOptions) {
    this.#options = options;
    this.intake = new Intake(options.name, options.problems);
    const { plan } = options;
    this.tools = new PluginTools(options.name, { plan, signal: this.#end.signal });
  }

  /** Returns what the plugin's setup is given, beside its settings. */
  setup(): Omit<PluginSetup<unknown>, "settings"> {
    const { collection, name: owner, trace } = this.#options;
    const on = (name: HookContribution["name"], run: HookContribution["run"]) =>
      this.intake.take(
        { kind: "hook", name },
        () => addTo(collection.hooks, { name, owner, run }),
      );
    return {
      provide: provideInto(this.intake, collection),
      // `on` is generic to the plugin: the event of each name goes to the function given with it.
      on: on as never,
      storage: this.tools.storage,
      every: (ms, run) => this.tools.timers.every(ms, run),
      after: (ms, run) => this.tools.timers.after(ms, run),
      use: (resource) => this.#resources.use(resource),
      signal: this.#end.signal,
      log: (text) => trace.emit("plugin:log", { data: { plugin: owner, text: String(text) } }),
    };
  }

  /**
   * Ends the plugin: its signal, then what it uses, the last first, then what it provides.
   *
   * What it throws meanwhile is logged; all the others are ended nevertheless.
   */
  async end(): Promise<void> {
    if (this.#end.signal.aborted) return;
    try {
      this.#end.abort();
      await this.#resources.disposeAsync();
    } catch (error) {
      const text = stackOf(error);
      const data = { plugin: this.#options.name, hook: "end", error: text };
      this.#options.trace.emit("plugin:fail", { level: "error", data });
    }
    this.intake.end();
  }
}
