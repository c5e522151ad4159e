import { Buffer } from "node:buffer";
import { jsonCopy } from "../json_copy.ts";
import type { Json } from "../model.ts";
import { rowJson } from "../store/row_data.ts";

/** A value as it is kept. */
export interface KeptValue {
  /** The value, as JSON text. */
  readonly text: string;
  /** The length of the text, in bytes. */
  readonly bytes: number;
}

/** Returns a value as it is kept. */
export function keptValue(text: string): KeptValue {
  return { text, bytes: Buffer.byteLength(text) };
}

/** The values of one plugin, in memory. */
export class PluginValues {
  readonly #values = new Map<string, KeptValue>();
  /** What was made of the text when it was first asked for. */
  readonly #read = new WeakMap<KeptValue, { readonly value: Json }>();
  #bytes = 0;

  /** How many values there are. */
  get size(): number {
    return this.#values.size;
  }

  /** How long all values are together, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Returns a value as it is kept. */
  get(key: string): KeptValue | undefined {
    return this.#values.get(key);
  }

  /**
   * Returns a value as plugins see it.
   *
   * @throws {DamagedRowError} When what is kept is no JSON.
   */
  read(key: string): Json | undefined {
    const kept = this.#values.get(key);
    if (kept === undefined) return undefined;
    let read = this.#read.get(kept);
    if (read === undefined) {
      this.#read.set(
        kept,
        read = { value: jsonCopy(rowJson(`what a plugin keeps as "${key}"`, kept.text), key) },
      );
    }
    return read.value;
  }

  /** Puts a value under a key, or removes what is there. */
  put(key: string, kept: KeptValue | undefined): void {
    this.#bytes += (kept?.bytes ?? 0) - (this.#values.get(key)?.bytes ?? 0);
    if (kept === undefined) this.#values.delete(key);
    else this.#values.set(key, kept);
  }

  /** Lists the keys that begin with a prefix, sorted. */
  keys(prefix: string): readonly string[] {
    return [...this.#values.keys()].filter((key) => key.startsWith(prefix)).sort();
  }
}
