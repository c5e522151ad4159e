import { DatabaseSync } from "node:sqlite";
import { copyDatabase } from "./copy_database.ts";
import { removeIfThere } from "./remove_if_there.ts";
import { countRows } from "./count_rows.ts";
import { takeLock } from "./lock_file.ts";
import { readDatabase } from "./read_database.ts";
import { sizeOf } from "./size_of.ts";

/** What a restore did. */
export interface Restored {
  /** How many rows each table has. */
  readonly rows: ReadonlyMap<string, number>;
  /** Where the database that was there is now, if there was one. */
  readonly before?: string;
}

/**
 * Puts a backup in the place of a database. What was there is kept beside it; a backup that is not
 * whole is refused before anything is touched.
 *
 * @param from The backup.
 * @param to The database's place.
 * @param suffix What the name of the old database ends with, such as `2026-11-26T22-05-18Z`.
 * @throws {StoreOpenError} When the backup cannot be read, or a server has the database open.
 */
export function restore(
  from: string,
  { to, suffix }: { readonly to: string; readonly suffix: string },
): Restored {
  using backup = readDatabase(from);
  const rows = countRows(backup.sql);
  const ready = `${to}.restoring`;
  using lock = takeLock(to);
  try {
    writeBackLog(to);
    copyDatabase(backup.sql, ready);
    const before = keepOld(to, `${to}.before-restore-${suffix}`);
    // Were the old log still there, SQLite would write it into what has come.
    for (const log of [`${to}-wal`, `${to}-shm`]) removeIfThere(log);
    Deno.renameSync(ready, to);
    lock.markWorld();
    return { rows, ...(before === undefined ? {} : { before }) };
  } finally {
    removeIfThere(ready);
  }
}

/** Brings what a server that was killed left in the log into the file, if the file is whole. */
function writeBackLog(path: string): void {
  // SQLite would take an empty file for a new database, and remove the log.
  if (!sizeOf(path)) return;
  try {
    const old = new DatabaseSync(path);
    old.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    old.close();
  } catch {
    // A damaged file is kept with its log, as it is.
  }
}

/** Keeps the old database, and its log when it has one, under another name. */
function keepOld(path: string, kept: string): string | undefined {
  if (sizeOf(path) === undefined) return undefined;
  for (const end of ["-wal", ""]) {
    if (sizeOf(`${path}${end}`) !== undefined) Deno.copyFileSync(`${path}${end}`, `${kept}${end}`);
  }
  return kept;
}
