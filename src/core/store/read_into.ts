import type { StoreReader } from "./store.ts";

/**
 * Makes one reader of several, each of which keeps a part of what the Store tells.
 *
 * @param readers Who is told, in order, of what they take.
 */
export function readInto(readers: readonly Partial<StoreReader>[]): StoreReader {
  return {
    onObjects: (rows) => readers.forEach((reader) => reader.onObjects?.(rows)),
    onBans: (rows) => readers.forEach((reader) => reader.onBans?.(rows)),
    onPluginVersions: (rows) => readers.forEach((reader) => reader.onPluginVersions?.(rows)),
    onPluginData: (rows) => readers.forEach((reader) => reader.onPluginData?.(rows)),
    onChanges: (changes) => readers.forEach((reader) => reader.onChanges?.(changes)),
  };
}
