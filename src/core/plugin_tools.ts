import { LateStorage } from "./plugin_storage/late_storage.ts";
import type { StorageMigration, StoragePlan } from "./plugin_storage/plugin_storage.ts";
import { PluginTimers } from "./plugin_timers.ts";

/** What {@linkcode PluginTools} are made with. */
export interface PluginToolsOptions {
  /** How the plugin's data came to be as it is. */
  readonly plan: StoragePlan | undefined;
  /** Ends with the plugin. */
  readonly signal: AbortSignal;
}

/** What the Server lends each plugin for itself: they are made before it, and begin with it. */
export class PluginTools {
  /** The plugin's name. */
  readonly plugin: string;
  readonly migrations: readonly StorageMigration[];
  readonly storage: LateStorage;
  readonly timers: PluginTimers;

  /**
   * Creates tools that do nothing yet.
   *
   * @param plugin The plugin's name.
   * @param options Its data's history, and its end.
   */
  constructor(plugin: string, { plan, signal }: PluginToolsOptions) {
    this.plugin = plugin;
    this.migrations = plan?.migrations ?? [];
    this.storage = new LateStorage(plugin);
    this.timers = new PluginTimers(plugin, signal);
  }
}
