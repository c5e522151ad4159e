import { StoreOpenError } from "../store_open_error.ts";
import { messageOf } from "../../trace/error_text.ts";
import { MIGRATIONS } from "./postgres_migrations.ts";
import { DatabaseLock } from "./database_lock.ts";
import { clientMaker, PostgresConnection, type Runner } from "./postgres_connection.ts";
import { addressProblem, shownUrl } from "./postgres_url.ts";

/** How a database is opened. */
export interface OpenPostgresOptions {
  /** Whether a server may be using it, as it is only read; not unless given. */
  readonly isShared?: boolean;
  /** Whether it must have a world of this program's schema; else it is brought to that. */
  readonly isSource?: boolean;
  /** The realm whose Server opens it, if one does: another one of that realm is ended. */
  readonly realm?: string | undefined;
  /** The steps to this program's schema; for tests. */
  readonly migrations?: readonly string[];
  /** How long a statement may take, in milliseconds; for tests. */
  readonly queryMs?: number;
}

/**
 * Opens a database, bringing it to this program's schema when needed, all or nothing.
 *
 * @param url `postgres://USER:PASSWORD@HOST:PORT/DATABASE`.
 * @param options Whether others may be using it, and whether it may be changed.
 * @throws StoreOpenError when it cannot be opened; it is as it was.
 */
export async function openPostgres(
  url: string,
  options: OpenPostgresOptions = {},
): Promise<PostgresConnection> {
  const { isShared = false, isSource = isShared, migrations = MIGRATIONS, queryMs } = options;
  const problem = addressProblem(url);
  if (problem !== null) throw unusable(problem);
  const lock = new DatabaseLock(() => taken(url), options.realm);
  const connection = new PostgresConnection(await clientMaker(url, queryMs), async (sql) => {
    await sql("SET synchronous_commit = on");
    if (!isShared) await lock.take(sql);
  });
  const { sql } = connection;
  try {
    const from = await readVersion(sql, url, migrations.length);
    if (from < migrations.length) {
      if (isSource) throw unfit(url, from, migrations.length);
      await migrate(connection, from, migrations);
    }
    return connection;
  } catch (error) {
    await connection.close();
    throw error instanceof StoreOpenError ? error : openError(url, error);
  }
}

/** Returns the version of a database's schema; 0 for an empty one. */
async function readVersion(sql: Runner, url: string, newest: number): Promise<number> {
  const [there] = await sql<{ schema: string | null; tables: number }>`
    SELECT to_regclass('vestibule_schema')::text AS schema,
           (SELECT count(*)::int FROM pg_tables WHERE schemaname = current_schema()) AS tables`;
  const isOurs = there?.schema !== null;
  if (!isOurs && (there?.tables ?? 0) > 0) throw foreign(url);
  const [known] = isOurs
    ? await sql<{ version: number }>`SELECT version::int FROM vestibule_schema`
    : [];
  const from = known?.version ?? 0;
  if (from > newest) throw newer(url, from, newest);
  return from;
}

/** PostgreSQL makes and changes tables within transactions, too. */
async function migrate(
  connection: PostgresConnection,
  from: number,
  migrations: readonly string[],
): Promise<void> {
  await connection.transact(async (tx) => {
    if (from === 0) {
      await tx`CREATE TABLE vestibule_schema (version int NOT NULL)`;
      await tx`INSERT INTO vestibule_schema (version) VALUES (0)`;
    }
    for (const step of migrations.slice(from)) await tx(step);
    await tx`UPDATE vestibule_schema SET version = ${migrations.length}`;
  });
}

function unusable(problem: string): StoreOpenError {
  return new StoreOpenError({
    path: shownUrl(""),
    needed: problem,
    state: "another form",
    remedy: "write the address anew",
  });
}

function taken(url: string): StoreOpenError {
  return new StoreOpenError({
    path: shownUrl(url),
    needed: "no other server may be using it",
    state: "another one does",
    remedy: "stop the other server, or give this one another database",
  });
}

function foreign(url: string): StoreOpenError {
  return new StoreOpenError({
    path: shownUrl(url),
    needed: "it must be empty, or made by this program",
    state: "a database with tables of another program",
    remedy: "make an empty database for this server: createdb NAME",
  });
}

function unfit(url: string, version: number, known: number): StoreOpenError {
  return new StoreOpenError({
    path: shownUrl(url),
    needed: `there must be a world in it, of version ${known}`,
    state: version === 0 ? "an empty database" : `version ${version}`,
    remedy: "start the server on it once, or name another database",
  });
}

function newer(url: string, version: number, known: number): StoreOpenError {
  return new StoreOpenError({
    path: shownUrl(url),
    needed: `its schema must be version ${known} or older`,
    state: `version ${version}`,
    remedy: "start the newer program that made it, or restore a dump from before that",
  });
}

function openError(url: string, error: unknown): StoreOpenError {
  return new StoreOpenError({
    path: shownUrl(url),
    needed: "PostgreSQL must answer there and let this user in",
    state: messageOf(error) || "no answer",
    remedy: "check that it runs, and the user, the password and the database of the address",
  }, { cause: error });
}
