import type { Journal } from "../store/journal.ts";
import type { Change, PluginRow, PluginVersion, StoreReader } from "../store/store.ts";
import { KeptStorage } from "./kept_storage.ts";
import { keptValue, PluginValues } from "./plugin_values.ts";
import type { StorageLimits } from "./storage_limits.ts";

/** What {@linkcode PluginData} is made with. */
export interface PluginDataOptions {
  readonly journal: Pick<Journal<unknown>, "change">;
  readonly limits: StorageLimits;
}

/** What the data takes of what the Store tells. */
type DataReader = Pick<StoreReader, "onPluginVersions" | "onPluginData" | "onChanges">;

/**
 * What all plugins keep, in memory: those too that are not loaded, whose data stays.
 *
 * It is filled by the Store's snapshot and feed, and records what plugins change.
 */
export class PluginData implements DataReader {
  readonly #options: PluginDataOptions;
  readonly #values = new Map<string, PluginValues>();
  readonly #versions = new Map<string, number>();

  /**
   * Creates the data, of which there is none yet.
   *
   * @param options Where changes are recorded, and how many there may be.
   */
  constructor(options: PluginDataOptions) {
    this.#options = options;
  }

  onPluginVersions(rows: readonly PluginVersion[]): void {
    this.#versions.clear();
    for (const { plugin, version } of rows) this.#versions.set(plugin, version);
  }

  onPluginData(rows: readonly PluginRow[]): void {
    for (const { plugin, key, value } of rows) this.values(plugin).put(key, keptValue(value));
  }

  onChanges(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.kind === "putPluginData") this.onPluginData([change.row]);
      if (change.kind === "deletePluginData") this.values(change.plugin).put(change.key, undefined);
      if (change.kind === "putPluginVersion") {
        this.#versions.set(change.row.plugin, change.row.version);
      }
    }
  }

  /** Returns the values of a plugin. */
  values(plugin: string): PluginValues {
    let values = this.#values.get(plugin);
    if (values === undefined) this.#values.set(plugin, values = new PluginValues());
    return values;
  }

  /** Returns the storage of a plugin, which records every change. */
  storage(plugin: string): KeptStorage {
    const values = this.values(plugin);
    const { limits } = this.#options;
    return new KeptStorage({ plugin, values, limits, record: (key) => this.#record(plugin, key) });
  }

  /** Returns the version that the data of a plugin is of. */
  version(plugin: string): number {
    return this.#versions.get(plugin) ?? 1;
  }

  /** Says which version the data of a plugin is of from now on. */
  setVersion(plugin: string, version: number): void {
    const before = this.version(plugin);
    if (before === version) return;
    this.#options.journal.change(() => this.#versions.set(plugin, before), {
      key: `pluginVersion:${plugin}`,
      build: () => ({
        kind: "putPluginVersion",
        row: { plugin, version: this.version(plugin) },
      }),
    });
    this.#versions.set(plugin, version);
  }

  #record(plugin: string, key: string): void {
    const values = this.values(plugin);
    const before = values.get(key);
    const slot = `plugin:${plugin}:${key}`;
    this.#options.journal.change(() => values.put(key, before), {
      ...{ key: slot, slot },
      build() {
        const value = values.get(key)?.text;
        if (value === undefined) return { kind: "deletePluginData", plugin, key };
        return { kind: "putPluginData", row: { plugin, key, value } };
      },
    });
  }
}
