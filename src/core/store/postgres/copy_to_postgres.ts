import { StoreOpenError } from "../store_open_error.ts";
import type { ReadDatabase } from "../read_database.ts";
import type { Table } from "../tables_of.ts";
import type { PostgresConnection, Runner } from "./postgres_connection.ts";
import {
  BATCH_ROWS,
  keyOf,
  PLAIN_SCHEMA,
  type PlainRow,
  plainRows,
  plainTables,
  putRows,
} from "./postgres_rows.ts";
import { raiseMeta } from "./postgres_tables.ts";

/**
 * Copies a world from a file into a PostgreSQL database that has none, whole or not at all. Every
 * row is read back and compared before the copy counts.
 *
 * @param source The file, open to be read.
 * @param target The database.
 * @param tell Is told, now and then, how many rows have been copied.
 * @returns How many rows each table has.
 * @throws {StoreOpenError} When there is a world already.
 */
export async function copyToPostgres(
  source: ReadDatabase,
  target: PostgresConnection,
  tell: (rows: number) => void,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  let copied = 0;
  await target.transact(async (tx) => {
    await refuseWorld(tx);
    for (const table of plainTables()) {
      let count = 0;
      for (const rows of batches(rowsOf(source, table))) {
        await putRows(tx, table, rows);
        count += rows.length;
        tell(copied += rows.length);
      }
      await compare(tx, source, table);
      counts.set(table.name, count);
    }
    await raiseMeta(
      tx,
      "lastObjectId",
      numberIn(source, "SELECT value FROM meta WHERE key = 'lastObjectId'"),
    );
    await raiseMeta(tx, "lastAccountId", numberIn(source, "SELECT max(seq) FROM sqlite_sequence"));
  });
  return counts;
}

function rowsOf({ sql }: ReadDatabase, table: Table): IterableIterator<PlainRow> {
  const names = table.columns.map((column) => `"${column}"`).join(", ");
  const order = keyOf(table).map((column) => `"${column}"`).join(", ");
  // The columns hold text and numbers alone.
  return sql.prepare(`SELECT ${names} FROM "${table.name}" ORDER BY ${order}`)
    .iterate() as IterableIterator<PlainRow>;
}

function* batches(rows: Iterable<PlainRow>): Generator<readonly PlainRow[]> {
  let batch: PlainRow[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function compare(tx: Runner, source: ReadDatabase, table: Table): Promise<void> {
  const own = rowsOf(source, table);
  for await (const row of plainRows(tx, table)) {
    const { value } = own.next();
    if (JSON.stringify(row) !== JSON.stringify(value)) throw differs(table, row);
  }
  const { done, value } = own.next();
  if (done !== true) throw differs(table, value);
}

async function refuseWorld(tx: Runner): Promise<void> {
  const rows = await tx`
    (SELECT id FROM objects LIMIT 1) UNION ALL (SELECT id FROM accounts LIMIT 1)`;
  if (rows.length === 0) return;
  throw new StoreOpenError({
    path: "the database to copy to",
    needed: "there must be no world in it",
    state: "a world that is there",
    remedy: "make a new, empty database: createdb NAME",
  });
}

function numberIn({ sql }: ReadDatabase, query: string): number {
  return Number(Object.values(sql.prepare(query).get() ?? {})[0] ?? 0);
}

/**
 * Checks that a file can be copied.
 *
 * @throws {StoreOpenError} When it is of an older schema.
 */
export function refuseOlder({ schema }: ReadDatabase): void {
  if (schema === PLAIN_SCHEMA) return;
  throw new StoreOpenError({
    path: "the file to copy",
    needed: `its schema must be version ${PLAIN_SCHEMA}`,
    state: `version ${schema}`,
    remedy: "start the server on it once, which brings it to this version",
  });
}

function differs({ name }: Table, row: PlainRow): Error {
  const key = String(Object.values(row)[0]);
  return new Error(
    `Cannot copy row ${key} of ${name} as it must read there as it does here: it differs. ` +
      "Nothing was copied",
  );
}
