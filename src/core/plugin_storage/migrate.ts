import type { PluginStorage, StorageMigration } from "./plugin_storage.ts";
import { messageOf } from "../trace/error_text.ts";

/** What {@linkcode migrate} works on. */
export interface Migrating {
  /** The plugin's name. */
  readonly plugin: string;
  readonly migrations: readonly StorageMigration[];
  /** The version that the data is of. */
  readonly from: number;
}

/**
 * Brings what a plugin keeps to the version that its code is written for.
 *
 * @param storage What the plugin keeps; whoever calls this takes back what is half done.
 * @param migrating Whose it is, and what leads where.
 * @throws {Error} When a migration threw, or was not done when it returned.
 */
export function migrate(storage: PluginStorage, migrating: Migrating): void {
  const { plugin, migrations, from } = migrating;
  for (const [index, step] of migrations.slice(from - 1).entries()) {
    const version = from + index;
    try {
      check(step(storage));
    } catch (cause) {
      const text = messageOf(cause);
      throw new Error(
        `Cannot migrate the storage of plugin "${plugin}" from version ${version} to ` +
          `${version + 1} as its migration must end well: it threw "${text}". What the plugin ` +
          "keeps is as it was",
        { cause },
      );
    }
  }
}

/** Refuses a promise: what comes later would be outside the turn. */
function check(outcome: unknown): void {
  if (!(outcome instanceof Promise)) return;
  outcome.catch(() => {}); // it is refused already
  throw new TypeError("a migration must be done when it returns, and this one is async");
}
