import { MIGRATIONS } from "../migrations.ts";
import { openDatabase } from "../sqlite.ts";
import { type Table, tablesOf } from "../tables_of.ts";
import type { Runner } from "./postgres_connection.ts";
import { readMeta } from "./postgres_tables.ts";

/** Rows that are read or written at a time. */
export const BATCH_ROWS = 500;

/** The columns that are 0 or 1 in SQLite, which has no truth values. */
const TRUTHS: readonly string[] = ["isSuperuser", "isDeed"];

/** A row as SQLite has it, by the names of its columns. */
export type PlainRow = Readonly<Record<string, string | number>>;

/** The schema of SQLite that the rows are told in: a world may go from one to the other. */
export const PLAIN_SCHEMA = MIGRATIONS.length;

/** Returns the tables that both databases have, but for `meta`, in SQLite's order and names. */
export function plainTables(): readonly Table[] {
  const database = openDatabase(":memory:");
  try {
    return tablesOf(database.sql).filter(({ name }) => name !== "meta");
  } finally {
    database.close();
  }
}

/** Goes through the rows of a table in a transaction, in the order of its key. */
export async function* plainRows(tx: Runner, table: Table): AsyncGenerator<PlainRow> {
  const { name, columns } = table;
  const order = keyOf(table).map(snake).join(", ");
  await tx(`
    DECLARE plain_rows CURSOR FOR
    SELECT ${columns.map(snake).join(", ")} FROM ${name} ORDER BY ${order}`);
  for (;;) {
    const rows = await tx<Record<string, string | number | boolean>>(
      `FETCH ${BATCH_ROWS} FROM plain_rows`,
    );
    if (rows.length === 0) break;
    for (const row of rows) {
      yield Object.fromEntries(columns.map((column) => [column, plain(row[snake(column)])]));
    }
  }
  await tx("CLOSE plain_rows");
}

/** Writes rows into a table that has none of them. */
export async function putRows(
  tx: Runner,
  { name, columns }: Table,
  rows: readonly PlainRow[],
): Promise<void> {
  const values = rows.flatMap((row) =>
    columns.map((column) => TRUTHS.includes(column) ? row[column] === 1 : row[column])
  );
  const marks = rows.map((_, row) =>
    `(${columns.map((_, at) => `$${row * columns.length + at + 1}`).join(", ")})`
  );
  const names = columns.map(snake).join(", ");
  await tx(`INSERT INTO ${name} (${names}) VALUES ${marks.join(", ")}`, ...values);
}

/** Returns the names of the columns by which a table's rows are found. */
export function keyOf({ name, columns }: Table): readonly string[] {
  return columns.slice(0, name === "plugin_data" ? 2 : 1);
}

/** Returns SQLite's own tables: what the Store keeps for itself, and the ids given last. */
export async function plainMeta(
  sql: Runner,
): Promise<Readonly<Record<"meta" | "sqlite_sequence", readonly PlainRow[]>>> {
  return {
    meta: [
      { key: "lastObjectId", value: await readMeta(sql, "lastObjectId") },
      { key: "writeProbe", value: 0 },
    ],
    sqlite_sequence: [{ name: "accounts", seq: await readMeta(sql, "lastAccountId") }],
  };
}

function plain(value: string | number | boolean | undefined): string | number {
  return typeof value === "boolean" ? Number(value) : value ?? "";
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
