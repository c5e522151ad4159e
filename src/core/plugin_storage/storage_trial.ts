import type { PluginRow, Store } from "../store/store.ts";
import { KeptStorage } from "./kept_storage.ts";
import { migrate } from "./migrate.ts";
import type { PluginStorage, StoragePlan } from "./plugin_storage.ts";
import { keptValue, PluginValues } from "./plugin_values.ts";
import { STORAGE_LIMITS } from "./storage_limits.ts";

/** Finds out whether a plugin can use what is kept for it, and returns what makes a copy of that. */
export type StorageTrial = (
  plugin: string,
  plan: StoragePlan | undefined,
) => Promise<() => Promise<PluginStorage>>;

/**
 * Returns what tries a plugin's migrations out on a copy of its data, before a Server takes over;
 * it throws when they fail, or when the data is of a version that the plugin does not know.
 *
 * @param store Where the data is read; nothing is written.
 */
export function storageTrial(store: Pick<Store, "pluginVersions" | "pluginData">): StorageTrial {
  let versions: ReturnType<Store["pluginVersions"]> | undefined;
  return async (plugin, plan) => {
    const migrations = plan === undefined ? [] : checked(plugin, plan);
    const rows = await (versions ??= store.pluginVersions());
    const from = rows.find((row) => row.plugin === plugin)?.version ?? 1;
    const known = migrations.length + 1;
    if (from > known) throw newer(plugin, from, known);
    const copy = async () => {
      const kept = storageCopy(plugin, await store.pluginData(plugin));
      if (kept.keys().length > 0) migrate(kept, { plugin, migrations, from });
      return kept;
    };
    if (from < known) await copy();
    return copy;
  };
}

/** Copies what a plugin keeps; what is changed in the copy is kept nowhere. */
export function storageCopy(plugin: string, rows: readonly PluginRow[]): PluginStorage {
  const values = new PluginValues();
  for (const { key, value } of rows) values.put(key, keptValue(value));
  return new KeptStorage({ plugin, values, limits: STORAGE_LIMITS, record: () => {} });
}

/** The plan of a plugin in JavaScript may be anything. */
function checked(plugin: string, plan: StoragePlan): StoragePlan["migrations"] {
  const migrations: unknown = plan?.migrations;
  const isList = Array.isArray(migrations) &&
    migrations.every((migration) => typeof migration === "function");
  if (isList) return plan.migrations;
  throw new TypeError(
    `Cannot use plugin "${plugin}" as its storage.migrations must be a list of functions: ` +
      "current value is not",
  );
}

function newer(plugin: string, version: number, known: number): Error {
  return new Error(
    `Cannot use the storage of plugin "${plugin}" as its data must be of version ${known} or ` +
      `older: current state is version ${version}, which a newer version of the plugin wrote. ` +
      "Use that version again; nothing was changed",
  );
}
