import { DatabaseSync } from "node:sqlite";
import { migrate, readSchema } from "./schema.ts";
import { MIGRATIONS } from "./migrations.ts";
import { takeLock } from "./lock_file.ts";
import { attempt } from "./open_problems.ts";
import { refuseEmptied } from "./refuse_emptied.ts";

/** How long SQLite waits for another program's lock, in milliseconds. */
const BUSY_TIMEOUT = 250;

/** What SQLite cuts its log back to when a reader that held it up is gone, in bytes. */
const LOG_LIMIT = 8 * 1024 * 1024;

/** An open database, which no other Store can open until it is closed. */
export interface Database {
  readonly path: string;
  readonly sql: DatabaseSync;
  /** Writes everything into the one file and closes it. */
  close(): void;
}

/**
 * Opens a database, making it or bringing it to this program's schema when needed.
 *
 * A file that has to be migrated is copied first, to `NAME.before-N`, where N is the version it
 * gets. The file `NAME.lock` is held while the database is open, and names this process.
 *
 * @param path The file, or `:memory:` for a database that ends with the program.
 * @param migrations The steps to this program's schema; tests give other ones.
 * @throws StoreOpenError when the file cannot be opened; it is as it was.
 */
export function openDatabase(path: string, migrations: readonly string[] = MIGRATIONS): Database {
  using cleanup = new DisposableStack();
  const lock = path === ":memory:" ? undefined : cleanup.use(takeLock(path));
  if (lock !== undefined) refuseEmptied(path, lock.hadWorld);
  const sql = attempt(path, () => new DatabaseSync(path, { timeout: BUSY_TIMEOUT }));
  cleanup.defer(() => sql.close());
  attempt(path, () => prepare(sql, path, migrations));
  lock?.markWorld();
  const held = cleanup.move();
  return { path, sql, close: () => close(sql, held) };
}

function prepare(sql: DatabaseSync, path: string, migrations: readonly string[]): void {
  // Nothing is written before the schema is known to be ours and the file to be whole.
  const version = readSchema(sql, path, migrations.length);
  sql.exec("BEGIN IMMEDIATE; ROLLBACK");
  sql.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
  sql.exec(`PRAGMA journal_size_limit = ${LOG_LIMIT}`);
  if (version < migrations.length) migrate(sql, path, { from: version, migrations });
}

function close(sql: DatabaseSync, held: DisposableStack): void {
  try {
    sql.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    held.dispose();
  }
}
