import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { PluginRow, PluginVersion } from "./store.ts";

/** What plugins keep in the database, read and written through prepared statements. */
export class PluginTables {
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #after: StatementSync;
  readonly #of: StatementSync;
  readonly #putVersion: StatementSync;
  readonly #versions: StatementSync;

  /** Prepares every statement. */
  constructor(sql: DatabaseSync) {
    this.#put = sql.prepare(
      `INSERT INTO plugin_data (plugin, key, value) VALUES (?, ?, ?)
       ON CONFLICT (plugin, key) DO UPDATE SET value = excluded.value`,
    );
    this.#delete = sql.prepare("DELETE FROM plugin_data WHERE plugin = ? AND key = ?");
    this.#after = sql.prepare(
      `SELECT plugin, key, value FROM plugin_data WHERE (plugin, key) > (?, ?)
       ORDER BY plugin, key LIMIT ?`,
    );
    this.#of = sql.prepare(
      "SELECT plugin, key, value FROM plugin_data WHERE plugin = ? ORDER BY key",
    );
    this.#putVersion = sql.prepare(
      `INSERT INTO plugin_versions (plugin, version) VALUES (?, ?)
       ON CONFLICT (plugin) DO UPDATE SET version = excluded.version`,
    );
    this.#versions = sql.prepare("SELECT plugin, version FROM plugin_versions ORDER BY plugin");
  }

  /** Writes a value. */
  put({ plugin, key, value }: PluginRow): void {
    this.#put.run(plugin, key, value);
  }

  /** Removes a value. */
  delete(plugin: string, key: string): void {
    this.#delete.run(plugin, key);
  }

  /** Reads up to `limit` values that come after this one, in the order of plugins and keys. */
  after({ plugin, key }: Pick<PluginRow, "plugin" | "key">, limit: number): readonly PluginRow[] {
    return this.#after.all(plugin, key, limit).map(rowOf);
  }

  /** Reads every value of a plugin, in the order of keys. */
  of(plugin: string): readonly PluginRow[] {
    return this.#of.all(plugin).map(rowOf);
  }

  /** Writes which version the data of a plugin is of. */
  putVersion({ plugin, version }: PluginVersion): void {
    this.#putVersion.run(plugin, version);
  }

  /** Reads the version of each plugin's data, in the order of plugins. */
  versions(): readonly PluginVersion[] {
    return this.#versions.all().map((row) => ({
      plugin: String(row.plugin),
      version: Number(row.version),
    }));
  }
}

function rowOf(row: Record<string, unknown>): PluginRow {
  return { plugin: String(row.plugin), key: String(row.key), value: String(row.value) };
}
