import type { Runner } from "./postgres_connection.ts";

/** Held while a Store has the database open: the letters "VSTB", as in our SQLite files. */
const LOCK = 0x56535442;
/** How long the database may take to end a connection that was lost, in milliseconds. */
const END_MS = 5_000;

/** A connection on the database's side. */
interface Backend {
  readonly pid: number;
  readonly start: string;
}

/** Keeps a database for one Store: each of its connections takes the lock, one after the other. */
export class DatabaseLock {
  readonly #taken: () => Error;
  #last: Backend | undefined;

  /**
   * Creates it; nothing is locked.
   *
   * @param taken Makes the error that says that another Store has the database.
   */
  constructor(taken: () => Error) {
    this.#taken = taken;
  }

  /**
   * Takes the lock for a new connection. The one before may be there still, on the database's side:
   * it is ended, and what it had not committed never counts.
   */
  async take(sql: Runner): Promise<void> {
    if (this.#last !== undefined) await this.#endLast(sql, this.#last);
    const [lock] = await sql<{ held: boolean }>`SELECT pg_try_advisory_lock(${LOCK}) AS held`;
    if (lock?.held !== true) throw this.#taken();
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
