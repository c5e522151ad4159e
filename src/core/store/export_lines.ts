import { ExportWriter } from "./export_writer.ts";
import type { ReadDatabase } from "./read_database.ts";
import { exportedTables } from "./tables_of.ts";

/**
 * Writes a database as lines of JSON; see {@linkcode ExportWriter}.
 *
 * @param database The database; it is read as it is at this moment.
 * @throws {DamagedRowError} When a row holds what cannot be read.
 */
export function* exportLines({ sql, schema }: ReadDatabase): Generator<string, number> {
  const writer = new ExportWriter();
  sql.exec("BEGIN");
  try {
    yield writer.head(schema);
    for (const { name, columns } of exportedTables(sql)) {
      const names = columns.map((column) => `"${column}"`).join(", ");
      for (const row of sql.prepare(`SELECT ${names} FROM "${name}"`).iterate()) {
        yield writer.row(name, row);
      }
    }
    yield writer.end();
    return writer.rows;
  } finally {
    sql.exec("ROLLBACK");
  }
}
