import { createHash } from "node:crypto";
import * as v from "valibot";
import { refuseTaken } from "./refuse_taken.ts";
import { removeIfThere } from "./remove_if_there.ts";
import { countRows } from "./count_rows.ts";
import { EXPORT_VERSION } from "./export_writer.ts";
import { ImportError } from "./import_error.ts";
import { takeLock } from "./lock_file.ts";
import { MIGRATIONS } from "./migrations.ts";
import { parseLine } from "./parse_line.ts";
import { openDatabase } from "./sqlite.ts";
import { RowImport } from "./row_import.ts";

const COUNT = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const HEAD = v.strictObject({
  vestibule: v.literal("export"),
  version: COUNT,
  schema: COUNT,
});

/**
 * Makes a database out of the lines of an export, whole or not at all.
 *
 * @param path Where the database goes; there may be none yet.
 * @param lines The lines, without their line feeds.
 * @returns How many rows each table has.
 * @throws {ImportError} When a line cannot be used; there is no database then.
 * @throws {Deno.errors.AlreadyExists} When there is a database, or the log of one.
 */
export async function importLines(
  path: string,
  lines: AsyncIterable<string>,
): Promise<ReadonlyMap<string, number>> {
  using lock = takeLock(path);
  const part = `${path}.importing`;
  try {
    // SQLite would write a log that was left behind into the new database.
    for (const taken of [path, `${path}-wal`]) refuseTaken(taken);
    for (const left of [part, `${part}-wal`, `${part}-shm`]) removeIfThere(left);
    await fill(part, lines);
    const database = openDatabase(part); // of an older schema, it is brought to this one
    const rows = countRows(database.sql);
    database.close();
    Deno.renameSync(part, path);
    lock.markWorld();
    return rows;
  } finally {
    for (const left of [part, `${part}-wal`, `${part}-shm`, `${part}.lock`]) removeIfThere(left);
  }
}

async function fill(path: string, lines: AsyncIterable<string>): Promise<void> {
  const rest = lines[Symbol.asyncIterator]();
  const first = await rest.next();
  const head = parseLine(HEAD, first.done === true ? "" : first.value, {
    line: 1,
    needed: "it must be the head of an export",
  });
  checkVersions(head);
  const database = openDatabase(path, MIGRATIONS.slice(0, head.schema));
  try {
    database.sql.exec("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON");
    const rows = new RowImport(database.sql, createHash("sha256").update(`${first.value}\n`));
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      rows.take(next.value);
    }
    rows.end();
    database.sql.exec("COMMIT");
  } finally {
    if (database.sql.isTransaction) database.sql.exec("ROLLBACK");
    database.close();
  }
}

function checkVersions({ version, schema }: v.InferOutput<typeof HEAD>): void {
  if (version > EXPORT_VERSION || schema > MIGRATIONS.length) {
    throw new ImportError(
      1,
      `it must be of version ${EXPORT_VERSION} and schema ${MIGRATIONS.length} or older: current ` +
        `state is version ${version} and schema ${schema}. Import it with the newer program`,
    );
  }
}
