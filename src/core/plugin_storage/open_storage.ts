import type { Journal } from "../store/journal.ts";
import type { Trace } from "../trace/trace.ts";
import type { LateStorage } from "./late_storage.ts";
import { migrate } from "./migrate.ts";
import type { PluginData } from "./plugin_data.ts";
import type { StorageMigration } from "./plugin_storage.ts";
import { stackOf } from "../trace/error_text.ts";

/** What a plugin's storage is opened with. */
export interface StorageToOpen {
  /** The plugin's name. */
  readonly plugin: string;
  readonly migrations: readonly StorageMigration[];
  readonly storage: LateStorage;
}

/** What {@linkcode openStorage} needs of the Server. */
export interface OpenStorageOptions {
  readonly data: PluginData;
  readonly journal: Pick<Journal<unknown>, "inScope" | "undoScope">;
  readonly trace: Trace;
}

/**
 * Lets a plugin use its data, which is brought to its version in this turn, all or nothing.
 *
 * When a migration throws, which the trial before should have found out, the data stays as it was
 * and the plugin cannot use it; the others play on.
 *
 * @param opening Whose storage it is.
 * @param options The data, and where changes to it are recorded.
 */
export function openStorage(opening: StorageToOpen, options: OpenStorageOptions): void {
  const { plugin, migrations, storage } = opening;
  const { data, journal, trace } = options;
  const wanted = migrations.length + 1;
  const scope = {};
  try {
    journal.inScope(scope, () => bringUp(opening, data));
  } catch (error) {
    journal.undoScope(scope);
    const text = stackOf(error);
    trace.emit("plugin:fail", { level: "error", data: { plugin, hook: "storage", error: text } });
  }
  storage.open({ storage: data.storage(plugin), wanted, version: () => data.version(plugin) });
}

function bringUp({ plugin, migrations }: StorageToOpen, data: PluginData): void {
  const from = data.version(plugin);
  const wanted = migrations.length + 1;
  if (from >= wanted) return;
  if (data.values(plugin).size > 0) migrate(data.storage(plugin), { plugin, migrations, from });
  data.setVersion(plugin, wanted);
}
