import { DatabaseSync } from "node:sqlite";
import { migrate, readSchema } from "./schema.ts";
import { MIGRATIONS } from "./migrations.ts";
import { StoreOpenError, type StoreOpenProblem } from "./store_open_error.ts";
import { messageOf } from "../trace/error_text.ts";

/** How long SQLite waits for another program's lock, in milliseconds. */
const BUSY_TIMEOUT = 250;

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
 * gets. The file `NAME.lock` is held while the database is open.
 *
 * @param path The file, or `:memory:` for a database that ends with the program.
 * @param migrations The steps to this program's schema; tests give other ones.
 * @throws StoreOpenError when the file cannot be opened; it is as it was.
 */
export function openDatabase(path: string, migrations: readonly string[] = MIGRATIONS): Database {
  using cleanup = new DisposableStack();
  if (path !== ":memory:") cleanup.defer(lock(path));
  const sql = attempt(path, () => new DatabaseSync(path, { timeout: BUSY_TIMEOUT }));
  cleanup.defer(() => sql.close());
  attempt(path, () => prepare(sql, path, migrations));
  const held = cleanup.move();
  return { path, sql, close: () => close(sql, held) };
}

function prepare(sql: DatabaseSync, path: string, migrations: readonly string[]): void {
  // Nothing is written before the schema is known to be ours and the file to be whole.
  const version = readSchema(sql, path, migrations.length);
  sql.exec("BEGIN IMMEDIATE; ROLLBACK");
  sql.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
  if (version < migrations.length) migrate(sql, path, { from: version, migrations });
}

function close(sql: DatabaseSync, held: DisposableStack): void {
  try {
    sql.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    held.dispose();
  }
}

/** Takes the lock file, since SQLite's own locks would let two Stores take turns. */
function lock(path: string): () => void {
  let file: Deno.FsFile;
  try {
    file = Deno.openSync(`${path}.lock`, { write: true, create: true });
  } catch (error) {
    throw new StoreOpenError({
      path,
      needed: "its folder must be there and writable",
      state: messageOf(error),
      remedy: "make the folder, or give this user the right to write there",
    }, { cause: error });
  }
  if (file.tryLockSync(true)) return () => file.close();
  file.close();
  throw new StoreOpenError(lockedProblem(path, "another server has it open"));
}

function lockedProblem(path: string, state: string): StoreOpenProblem {
  return {
    path,
    needed: "no other program may be using it",
    state,
    remedy: "stop the other program, or give this server another file",
  };
}

function attempt<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof StoreOpenError) throw error;
    throw new StoreOpenError(problemOf(path, messageOf(error)), { cause: error });
  }
}

/** Tells SQLite's errors apart by their text: `node:sqlite` in Deno gives no other code. */
function problemOf(path: string, state: string): StoreOpenProblem {
  if (/locked|busy/i.test(state)) return lockedProblem(path, state);
  if (/not a database|malformed|corrupt/i.test(state)) return damagedProblem(path, state);
  if (/disk is full|disk I\/O/i.test(state)) {
    return { path, needed: "the disk must work and have room", state, remedy: "free some space" };
  }
  return {
    path,
    needed: "the file and its folder must be readable and writable",
    state,
    remedy: "give this user the right to read and write both",
  };
}

function damagedProblem(path: string, state: string): StoreOpenProblem {
  return {
    path,
    needed: "the file must be a whole SQLite database",
    state,
    remedy: "put a backup in its place, or move it away to begin a new world",
  };
}
