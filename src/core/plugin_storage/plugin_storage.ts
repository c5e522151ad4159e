import type { Json } from "../model.ts";

/**
 * What one plugin keeps: values under keys that are its own, whoever else uses the same ones.
 *
 * Reading is done in memory. What is written belongs to the turn as every change of the world does:
 * a command that throws takes it back, and nobody reads of it before it is on disk.
 */
export interface PluginStorage {
  /**
   * Returns a value, or `undefined` when nothing is kept under the key. It is frozen: to change it,
   * set another one.
   */
  get(key: string): Json | undefined;
  /**
   * Keeps a value in place of what the key had.
   *
   * @param key 1 to 200 characters, none of them a control character.
   * @param value Members of it that are `undefined` are left out.
   * @throws {TypeError} When the value is not JSON.
   * @throws {RangeError} When the key or the value is too long, or the storage is full.
   */
  set(key: string, value: Json): void;
  /** Removes a value; tells whether there was one. */
  delete(key: string): boolean;
  /** Lists the keys that begin with a prefix, or all of them, sorted. */
  keys(prefix?: string): readonly string[];
  /** Lists the keys that begin with a prefix, or all of them, sorted, each with its value. */
  entries(prefix?: string): readonly (readonly [key: string, value: Json])[];
}

/**
 * Brings what a plugin keeps from one version to the next.
 *
 * It is tried out on a copy first, so it runs more than once: it must change nothing but what it is
 * given, and be done when it returns.
 *
 * @param storage What the plugin keeps.
 */
export type StorageMigration = (storage: PluginStorage) => void;

/** How the storage of a plugin is. */
export interface StoragePlan {
  /**
   * What leads from each version of the data to the next: the first one from version 1, which is
   * what a plugin without migrations keeps, to version 2. One that was published never changes.
   */
  readonly migrations: readonly StorageMigration[];
}
