import { ExportWriter } from "../export_writer.ts";
import type { PostgresConnection } from "./postgres_connection.ts";
import { PLAIN_SCHEMA, plainMeta, plainRows, plainTables } from "./postgres_rows.ts";

/**
 * Writes a PostgreSQL database as the lines of JSON that a world in a file is written as, so that
 * either can be made of them.
 *
 * @param database The database; it is read as it is at this moment, and may be in use.
 * @throws {DamagedRowError} When a row holds what cannot be read.
 */
export async function* exportPostgres(
  { sql }: Pick<PostgresConnection, "sql">,
): AsyncGenerator<string, number> {
  const writer = new ExportWriter();
  await sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    yield writer.head(PLAIN_SCHEMA);
    const { meta, sqlite_sequence: sequence } = await plainMeta(sql);
    for (const row of meta) yield writer.row("meta", row);
    for (const table of plainTables()) {
      for await (const row of plainRows(sql, table)) yield writer.row(table.name, row);
    }
    for (const row of sequence) yield writer.row("sqlite_sequence", row);
    yield writer.end();
    return writer.rows;
  } finally {
    await sql("ROLLBACK");
  }
}
