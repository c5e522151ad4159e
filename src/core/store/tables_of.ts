import type { DatabaseSync } from "node:sqlite";

/** A table of a database. */
export interface Table {
  readonly name: string;
  /** The names of its columns, in order. */
  readonly columns: readonly string[];
}

/** SQLite's own table of the ids that were given last: an id is never given twice. */
const SEQUENCE: Table = { name: "sqlite_sequence", columns: ["name", "seq"] };

/** What is true of connections only, and nothing of the world. */
const PASSING: readonly string[] = ["ran"];

/** Returns the tables that an export has: all, and the ids that were given last. */
export function exportedTables(sql: DatabaseSync): readonly Table[] {
  return [...tablesOf(sql), SEQUENCE];
}

/**
 * Returns the tables of a database that hold the world, in the order they were made: without
 * SQLite's own, and without what only the sessions of the moment have.
 */
export function tablesOf(sql: DatabaseSync): readonly Table[] {
  const names = sql.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid",
  ).all().map(({ name }) => String(name)).filter((name) => !PASSING.includes(name));
  const columns = sql.prepare("SELECT name FROM pragma_table_info(?)");
  return names.map((name) => ({
    name,
    columns: columns.all(name).map((column) => String(column.name)),
  }));
}
