import { KeptStorage } from "../../../src/core/plugin_storage/kept_storage.ts";
import { PluginData } from "../../../src/core/plugin_storage/plugin_data.ts";
import type { StorageLimits } from "../../../src/core/plugin_storage/storage_limits.ts";
import { Journal } from "../../../src/core/store/journal.ts";

/** The storage of a plugin called `rain`, with the journal that its changes go to. */
export interface StorageLab {
  readonly journal: Journal<never>;
  readonly data: PluginData;
  readonly storage: KeptStorage;
}

/** Limits that a test reaches. */
const SMALL: StorageLimits = { keyLength: 5, valueBytes: 10, keys: 3, totalBytes: 20 };

/** Makes empty storage, with small limits unless others are given. */
export function storageLab(limits: StorageLimits = SMALL): StorageLab {
  const journal = new Journal<never>(() => {});
  const data = new PluginData({ journal, limits });
  return { journal, data, storage: data.storage("rain") };
}
