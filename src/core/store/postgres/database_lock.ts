import type { Runner } from "./postgres_connection.ts";

/** Held while a Store has the database open: the letters "VSTB", as in our SQLite files. */
const LOCK = 0x56535442;
/** How long the database may take to end a connection that was lost, in milliseconds. */
const END_MS = 5_000;
/** How often is tried: who has the lock may come again faster than another one takes it. */
const MOST_TRIES = 10;

/** A connection on the database's side. */
interface Backend {
  readonly pid: number;
  readonly start: string;
}

/** Keeps a database for one Store: each of its connections takes the lock, one after the other. */
export class DatabaseLock {
  readonly #taken: () => Error;
  /** What the connections of the realm's Servers are called, if this is one. */
  readonly #name: string | undefined;
  #last: Backend | undefined;

  /**
   * Creates it; nothing is locked.
   *
   * @param taken Makes the error that says that another Store has the database.
   * @param realm The realm whose Server this is, if it is one: another one of it that has the lock
   * at the start is ended, as it is the realm's no more, and may be frozen, or out of reach.
   */
  constructor(taken: () => Error, realm: string | undefined) {
    this.#taken = taken;
    this.#name = realm === undefined ? undefined : `vestibule realm ${realm}`;
  }

  /**
   * Takes the lock for a new connection. The one before may be there still, on the database's side:
   * it is ended, and what it had not committed never counts.
   */
  async take(sql: Runner): Promise<void> {
    const isFirst = this.#last === undefined;
    if (this.#last !== undefined) await this.#endLast(sql, this.#last);
    const name = this.#name;
    if (name !== undefined) await sql`SELECT set_config('application_name', ${name}, false)`;
    for (let left = isFirst ? MOST_TRIES : 0; !await isOurs(sql); left--) {
      if (name === undefined || left === 0 || !await endHolder(sql, name)) throw this.#taken();
    }
    const [own] = await sql<Backend>`
      SELECT pid, backend_start::text AS start FROM pg_stat_activity WHERE pid = pg_backend_pid()`;
    this.#last = own;
  }

  async #endLast(sql: Runner, { pid, start }: Backend): Promise<void> {
    await sql`
      SELECT pg_terminate_backend(pid, ${END_MS}) FROM pg_stat_activity
      WHERE pid = ${pid} AND backend_start::text = ${start}`;
  }
}

async function isOurs(sql: Runner): Promise<boolean> {
  const [lock] = await sql<{ held: boolean }>`SELECT pg_try_advisory_lock(${LOCK}) AS held`;
  return lock?.held === true;
}

/**
 * Ends the connection that has the lock, if it is called so: what it had not committed never counts.
 *
 * @returns Whether the lock may be free now; not when another program has it.
 */
async function endHolder(sql: Runner, name: string): Promise<boolean> {
  const holders = await sql<{ isOther: boolean }>`
    SELECT application_name <> ${name} AS "isOther",
      application_name = ${name} AND pg_terminate_backend(pid, ${END_MS}) AS ended
    FROM pg_stat_activity WHERE pid IN (
      SELECT pid FROM pg_locks
      WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = ${LOCK} AND objsubid = 1
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))`;
  return !holders.some(({ isOther }) => isOther);
}
