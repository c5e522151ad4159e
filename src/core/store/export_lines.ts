import { createHash } from "node:crypto";
import { JSON_COLUMNS } from "./json_columns.ts";
import type { ReadDatabase } from "./read_database.ts";
import { rowJson } from "./row_data.ts";
import { exportedTables } from "./tables_of.ts";

/** The version of the form of an export. */
export const EXPORT_VERSION = 1;

/**
 * Writes a database as lines of JSON: a head, a line for each row, and an end with how many rows
 * there were and the SHA-256 of all lines before it, each with its line feed.
 *
 * @param database The database; it is read as it is at this moment.
 * @throws {DamagedRowError} When a row holds what cannot be read.
 */
export function* exportLines({ sql, schema }: ReadDatabase): Generator<string, number> {
  const hash = createHash("sha256");
  const hashed = (line: string) => {
    hash.update(`${line}\n`);
    return line;
  };
  let rows = 0;
  sql.exec("BEGIN");
  try {
    yield hashed(JSON.stringify({ vestibule: "export", version: EXPORT_VERSION, schema }));
    for (const { name, columns } of exportedTables(sql)) {
      const names = columns.map((column) => `"${column}"`).join(", ");
      for (const row of sql.prepare(`SELECT ${names} FROM "${name}"`).iterate()) {
        rows++;
        yield hashed(JSON.stringify({ table: name, row: readable(name, row) }));
      }
    }
    yield JSON.stringify({ end: { rows, sha256: hash.digest("hex") } });
    return rows;
  } finally {
    sql.exec("ROLLBACK");
  }
}

/** What is kept as JSON is written as such, to be read and changed with other programs. */
function readable(table: string, row: Record<string, unknown>): Record<string, unknown> {
  const shown = { ...row };
  for (const column of JSON_COLUMNS.get(table) ?? []) {
    shown[column] = rowJson(
      `row ${row.id ?? `${row.plugin} ${row.key}`} of ${table}`,
      String(row[column]),
    );
  }
  return shown;
}
