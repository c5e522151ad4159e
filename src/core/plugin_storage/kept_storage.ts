import { jsonCopy } from "../json_copy.ts";
import type { Json } from "../model.ts";
import type { PluginStorage } from "./plugin_storage.ts";
import { type KeptValue, keptValue, type PluginValues } from "./plugin_values.ts";
import type { StorageLimits } from "./storage_limits.ts";

/** What a {@linkcode KeptStorage} is made with. */
export interface KeptStorageOptions {
  /** The plugin's name. */
  readonly plugin: string;
  readonly values: PluginValues;
  readonly limits: StorageLimits;
  /** Notes that a key is about to change; what it throws leaves everything as it was. */
  readonly record: (key: string) => void;
}

/** The storage of one plugin, over its values in memory. */
export class KeptStorage implements PluginStorage {
  readonly #options: KeptStorageOptions;

  /**
   * Creates the storage.
   *
   * @param options Whose it is, its values and their limits.
   */
  constructor(options: KeptStorageOptions) {
    this.#options = options;
  }

  get(key: string): Json | undefined {
    return this.#options.values.read(key);
  }

  set(key: string, value: Json): void {
    const { values, record } = this.#options;
    this.#checkKey(key);
    const kept = keptValue(JSON.stringify(jsonCopy(value, key)));
    if (kept.text === values.get(key)?.text) return;
    this.#checkRoom(key, kept);
    record(key);
    values.put(key, kept);
  }

  delete(key: string): boolean {
    const { values, record } = this.#options;
    if (values.get(key) === undefined) return false;
    record(key);
    values.put(key, undefined);
    return true;
  }

  keys(prefix = ""): readonly string[] {
    return this.#options.values.keys(prefix);
  }

  entries(prefix = ""): readonly (readonly [key: string, value: Json])[] {
    const { values } = this.#options;
    return values.keys(prefix).map((key) => [key, values.read(key) ?? null] as const);
  }

  #checkKey(key: unknown): void {
    const { plugin, limits } = this.#options;
    if (typeof key === "string" && key.length <= limits.keyLength && KEY.test(key)) return;
    const length = typeof key === "string" ? `${key.length} characters` : `a ${typeof key}`;
    throw new RangeError(
      `Cannot keep a value in the storage of plugin "${plugin}" as its key must be 1 to ` +
        `${limits.keyLength} characters without control characters: current value is ${length}`,
    );
  }

  #checkRoom(key: string, kept: KeptValue): void {
    const { values, limits } = this.#options;
    const old = values.get(key);
    if (kept.bytes > limits.valueBytes) {
      throw this.#tooMuch(key, `a value must be at most ${limits.valueBytes} bytes`, kept.bytes);
    }
    const keys = values.size + (old === undefined ? 1 : 0);
    if (old === undefined && keys > limits.keys) {
      throw this.#tooMuch(key, `it must have at most ${limits.keys} keys`, keys);
    }
    const bytes = values.bytes - (old?.bytes ?? 0) + kept.bytes;
    if (bytes > limits.totalBytes && kept.bytes > (old?.bytes ?? 0)) {
      throw this.#tooMuch(key, `it must have at most ${limits.totalBytes} bytes in all`, bytes);
    }
  }

  #tooMuch(key: string, needed: string, state: number): RangeError {
    return new RangeError(
      `Cannot keep "${key}" in the storage of plugin "${this.#options.plugin}" as ${needed}: ` +
        `current value would be ${state}`,
    );
  }
}

/** What can be a key: text of any language that SQLite gives back as it was. */
const KEY = /^[^\p{Cc}\p{Cs}]+$/u;
