import type { DatabaseSync } from "node:sqlite";
import { copyDatabase } from "./copy_database.ts";
import { APPLICATION_ID } from "./migrations.ts";
import { StoreOpenError } from "./store_open_error.ts";

/**
 * Reads a database's schema version without writing, and checks that the file is whole and ours.
 *
 * @param known The newest version this program knows.
 * @returns The version; 0 for a database that is still empty.
 * @throws StoreOpenError when the file is another program's, or newer than this program.
 */
export function readSchema(sql: DatabaseSync, path: string, known: number): number {
  const tables = readNumber(sql, "SELECT count(*) FROM sqlite_schema");
  if (tables === 0) return 0;
  const check = readValue(sql, "PRAGMA quick_check(1)");
  if (check !== "ok") throw new Error(`database disk image is malformed: ${check}`);
  if (readNumber(sql, "PRAGMA application_id") !== APPLICATION_ID) throw foreign(path);
  const version = readNumber(sql, "PRAGMA user_version");
  if (version > known) throw newer(path, version, known);
  return version;
}

/** Where a migration starts, and the steps it takes. */
export interface MigrationPlan {
  /** The version the database has. */
  readonly from: number;
  readonly migrations: readonly string[];
}

/**
 * Brings a database to the newest schema, all or nothing; one that is not empty is copied first.
 *
 * @param path The file the database is in; its copy is `path.before-N`.
 */
export function migrate(sql: DatabaseSync, path: string, plan: MigrationPlan): void {
  const { from, migrations } = plan;
  if (from > 0 && path !== ":memory:") copyDatabase(sql, `${path}.before-${migrations.length}`);
  sql.exec("BEGIN IMMEDIATE");
  try {
    for (const step of migrations.slice(from)) sql.exec(step);
    sql.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    sql.exec(`PRAGMA user_version = ${migrations.length}`);
    sql.exec("COMMIT");
  } catch (error) {
    if (sql.isTransaction) sql.exec("ROLLBACK");
    throw error;
  }
}

function readValue(sql: DatabaseSync, query: string): unknown {
  return Object.values(sql.prepare(query).get() ?? {})[0];
}

function readNumber(sql: DatabaseSync, query: string): number {
  return Number(readValue(sql, query));
}

function foreign(path: string): StoreOpenError {
  return new StoreOpenError({
    path,
    needed: "it must be a database made by this program",
    state: "a database of another program",
    remedy: "give this server another file",
  });
}

function newer(path: string, version: number, known: number): StoreOpenError {
  return new StoreOpenError({
    path,
    needed: `its schema must be version ${known} or older`,
    state: `version ${version}`,
    remedy: "start the newer program that made it, or put the copy from before that back",
  });
}
