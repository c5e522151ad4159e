import { messageOf } from "../../trace/error_text.ts";
import { DEFAULT_PORT } from "./postgres_url.ts";

/** What is used of a client of the package `pg`, whose types would bring Node's own with them. */
interface Client {
  on(event: "error" | "end", hear: () => void): void;
  connect(): Promise<void>;
  query<R>(query: { text: string; values: readonly unknown[] }): Promise<{ readonly rows: R[] }>;
  end(): Promise<void>;
}

/** How the package makes one. */
interface ClientConfig {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password: string | (() => string);
  readonly database: string;
  readonly ssl?: boolean | { readonly rejectUnauthorized: boolean };
  readonly connectionTimeoutMillis: number;
  readonly query_timeout: number;
  readonly application_name: string;
  readonly keepAlive: boolean;
  readonly types: TypeParsers;
}

/** What is used of the package. */
interface Package {
  readonly Client: new (config: ClientConfig) => Client;
  readonly types: TypeParsers;
}

interface TypeParsers {
  getTypeParser(id: number, format?: string): (text: string) => unknown;
}

/** One row, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Runs a statement and returns its rows: `` sql`SELECT * FROM bans WHERE id = ${id}` ``. What stands
 * in `${}` is sent beside the text, whatever it holds.
 */
export type Runner = <R extends object = Row>(
  text: TemplateStringsArray | string,
  ...values: readonly unknown[]
) => Promise<R[]>;

/** How long a connection, a statement and an orderly end may take, in milliseconds. */
const LIMITS_MS = { connect: 10_000, query: 10_000, close: 2_000 } as const;

/** PostgreSQL's 64-bit integers, which hold nothing here that a number does not. */
const BIGINT = 20;

/** A connection that is there. */
interface Line {
  readonly run: Runner;
  readonly end: () => Promise<void>;
}

/**
 * One connection to a database, which keeps the order of what is asked. It is made when it is
 * needed, and again after it was lost; what was on its way then fails.
 */
export class PostgresConnection {
  readonly #make: () => Client;
  readonly #onConnect: (sql: Runner) => Promise<void>;
  #line: Promise<Line> | undefined;

  /**
   * Creates it; nothing is connected yet.
   *
   * @param make Makes a client that is not connected.
   * @param onConnect Says what is to be said first on each connection; what it throws ends that.
   */
  constructor(
    make: () => Client,
    onConnect: (sql: Runner) => Promise<void> = () => Promise.resolve(),
  ) {
    this.#make = make;
    this.#onConnect = onConnect;
  }

  /** Runs a statement by itself. */
  readonly sql: Runner = async (text, ...values) => (await this.#connected()).run(text, ...values);

  /**
   * Runs statements in a transaction: all or none count.
   *
   * @param work Runs them; when it throws, none counts.
   * @throws {CommitLostError} When nobody knows yet which of the two it is.
   */
  async transact(work: (tx: Runner) => Promise<void>): Promise<void> {
    const { run } = await this.#connected();
    await run("BEGIN");
    try {
      await work(run);
    } catch (error) {
      // One that was lost rolls back by itself.
      await run("ROLLBACK").catch(() => {});
      throw error;
    }
    await run("COMMIT").catch((error) => {
      throw new CommitLostError(error);
    });
  }

  /** Ends it, after what was asked for. */
  async close(): Promise<void> {
    const line = await this.#line?.catch(() => undefined);
    if (line === undefined) return;
    const over = Promise.withResolvers<void>();
    // One that is lost just now may never say that it has ended.
    const timer = setTimeout(over.resolve, LIMITS_MS.close);
    line.end().then(over.resolve, over.resolve);
    await over.promise;
    clearTimeout(timer);
  }

  #connected(): Promise<Line> {
    if (this.#line !== undefined) return this.#line;
    let own: Promise<Line> | undefined;
    // Another one may have taken its place by then.
    const forget = () => {
      if (this.#line === own) this.#line = undefined;
    };
    return this.#line = own = this.#connect(forget);
  }

  async #connect(forget: () => void): Promise<Line> {
    const client = this.#make();
    const drop = () => {
      forget();
      client.end().catch(() => {});
    };
    client.on("error", forget);
    client.on("end", forget);
    const run = runnerOf(client, drop);
    try {
      await client.connect();
      await this.#onConnect(run);
      return { run, end: () => client.end() };
    } catch (error) {
      drop();
      throw error;
    }
  }
}

/**
 * Returns how a client of a database is made: rows with numbers for all integers.
 *
 * @param url Its address, which {@linkcode addressProblem} has nothing against.
 * @param queryMs How long a statement may take, in milliseconds.
 */
export async function clientMaker(
  url: string,
  queryMs: number = LIMITS_MS.query,
): Promise<() => Client> {
  // Only who uses it loads it.
  const { default: { Client, types } }: { default: Package } = await import("pg");
  const parsers: TypeParsers = {
    getTypeParser: (id, format) => id === BIGINT ? Number : types.getTypeParser(id, format),
  };
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const mode = searchParams.get("sslmode") ?? "disable";
  const config: ClientConfig = {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port || DEFAULT_PORT),
    ...(username === "" ? {} : { user: decodeURIComponent(username) }),
    password: password === "" ? passwordElsewhere : decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ...(mode === "disable" ? {} : { ssl: { rejectUnauthorized: mode === "verify-full" } }),
    connectionTimeoutMillis: LIMITS_MS.connect,
    query_timeout: queryMs,
    application_name: "vestibule",
    keepAlive: true,
    types: parsers,
  };
  return () => new Client(config);
}

/** Is asked only when the database wants a password. */
function passwordElsewhere(): string {
  const password = Deno.env.get("PGPASSWORD");
  if (password !== undefined) return password;
  throw new Error("a password is needed: give it as PGPASSWORD, or in the address");
}

/** A commit was not answered, or not by what says that it does not count. */
export class CommitLostError extends Error {
  override readonly name = "CommitLostError";

  /** Creates it from what was said of the connection. */
  constructor(reason: unknown) {
    super(messageOf(reason) || "the database was lost while it committed", { cause: reason });
  }
}

/** Tells whether an error is of the connection, and not the database's answer to a statement. */
function isLost(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("severity" in error)) return true;
  // The database ends the connection itself, as when it is shut down.
  return "code" in error && /^(?:57P0|08)/.test(String(error.code));
}

/** A client that has lost its database, or waits for it for too long, is of no more use. */
function runnerOf(client: Client, drop: () => void): Runner {
  return async <R extends object>(
    text: TemplateStringsArray | string,
    ...values: readonly unknown[]
  ) => {
    const whole = typeof text === "string" ? text : numbered(text);
    try {
      return (await client.query<R>({ text: whole, values: values.map(held) })).rows;
    } catch (error) {
      if (isLost(error)) drop();
      throw error;
    }
  };
}

/** Returns a value as the database has it: PostgreSQL holds no NUL character in a text. */
export function held(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(held);
  return typeof value === "string" ? value.replaceAll("\0", "\ufffd") : value;
}

function numbered(parts: TemplateStringsArray): string {
  return parts.reduce((text, part, at) => `${text}$${at}${part}`);
}
