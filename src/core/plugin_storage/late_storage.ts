import type { Json } from "../model.ts";
import type { PluginStorage } from "./plugin_storage.ts";

/** What a {@linkcode LateStorage} stands for once the Server has loaded the data. */
export interface OpenedStorage {
  readonly storage: PluginStorage;
  /** The version that the plugin's code is written for. */
  readonly wanted: number;
  /** Returns the version that the data is of. */
  readonly version: () => number;
}

/** The storage of a plugin as its `setup` is given it: before there is any data. */
export class LateStorage implements PluginStorage {
  readonly #plugin: string;
  #opened: OpenedStorage | undefined;

  /**
   * Creates storage that cannot be used yet.
   *
   * @param plugin The plugin's name.
   */
  constructor(plugin: string) {
    this.#plugin = plugin;
  }

  /** Lets the plugin use its data from now on. */
  open(opened: OpenedStorage): void {
    this.#opened = opened;
  }

  get(key: string): Json | undefined {
    return this.#storage().get(key);
  }

  set(key: string, value: Json): void {
    this.#storage().set(key, value);
  }

  delete(key: string): boolean {
    return this.#storage().delete(key);
  }

  keys(prefix?: string): readonly string[] {
    return this.#storage().keys(prefix);
  }

  entries(prefix?: string): readonly (readonly [key: string, value: Json])[] {
    return this.#storage().entries(prefix);
  }

  #storage(): PluginStorage {
    const opened = this.#opened;
    if (opened === undefined) {
      throw new TypeError(
        `Cannot use the storage of plugin "${this.#plugin}" as the Server must have loaded its ` +
          "data: current state is setup; use it in a hook, a command or a timer",
      );
    }
    const version = opened.version();
    if (version === opened.wanted) return opened.storage;
    throw new TypeError(
      `Cannot use the storage of plugin "${this.#plugin}" as its data must be of version ` +
        `${opened.wanted}: current state is version ${version}, since it could not be migrated; ` +
        "the log says why. Mend that and reload",
    );
  }
}
