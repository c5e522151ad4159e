import { byDeadline } from "../../by_deadline.ts";
import type { Clock } from "../../clock.ts";
import { messageOf } from "../../trace/error_text.ts";
import type { AccountRow, Change, CommitOutcome, CreateAccountOutcome } from "../store.ts";
import {
  applyChanges,
  countMeta,
  findAccount,
  putAccount,
  raiseMeta,
  readMeta,
} from "./postgres_tables.ts";
import { CommitLostError, type PostgresConnection, type Runner } from "./postgres_connection.ts";
import type { WorkQueue } from "./work_queue.ts";

/** What {@linkcode PostgresCommit} is made of. */
export interface PostgresCommitOptions {
  readonly connection: PostgresConnection;
  readonly queue: WorkQueue;
  /** Hears of each batch that became durable, in order, before whoever asked for it does. */
  readonly onCommitted: (changes: readonly Change[]) => void;
  /** Called inside each transaction, just before it commits; what it throws fails the commit. */
  readonly beforeCommit: () => void;
  readonly clock: Clock;
  /** How long a database is asked that was lost while it committed, in milliseconds. */
  readonly patienceMs: number;
  /** Hears that nobody knows what is kept: nothing can be promised any more. */
  readonly onUnknown: (error: unknown) => void;
}

/** Something that waits to be written. */
interface Write {
  /** What it changes, built on the commits before it: it fails when one of them did. */
  readonly changes?: readonly Change[];
  /** Writes something else, inside the transaction; may run again in another one. Returns what changed. */
  readonly run?: (tx: Runner) => Promise<readonly Change[]>;
  readonly succeed: () => void;
  readonly fail: (reason: string) => void;
}

/** How long it is, in milliseconds, before a database that was lost is asked again. */
const PAUSE_MS = 50;

/**
 * Commits everything that waits in one transaction, while the one before is on its way; as
 * GroupCommit does for SQLite. Nothing is written once another Server owns the database.
 */
export class PostgresCommit {
  readonly #options: PostgresCommitOptions;
  #waiting: Write[] = [];
  #failure: string | null = null;
  #owner = 0;
  #commits = 0;
  #lastObjectId = 0;

  /** Creates the queue of writes, which is empty. */
  constructor(options: PostgresCommitOptions) {
    this.#options = options;
  }

  /** Makes the database this program's: whoever had it commits nothing any more. */
  async own(): Promise<void> {
    const { sql } = this.#options.connection;
    this.#failure = null;
    // Once for all its Servers: who has lost it does not take it back.
    if (this.#owner !== 0) return;
    this.#owner = await countMeta(sql, "owner");
    this.#commits = await readMeta(sql, "commits");
    this.#lastObjectId = await readMeta(sql, "lastObjectId");
  }

  /** Queues changes that belong together. */
  commit(changes: readonly Change[]): Promise<CommitOutcome> {
    return new Promise((resolve) =>
      this.#add({
        changes,
        succeed: () => resolve({ kind: "committed" }),
        fail: (reason) => resolve({ kind: "failed", reason }),
      })
    );
  }

  /** Queues a new account. */
  createAccount(row: Omit<AccountRow, "id">): Promise<CreateAccountOutcome> {
    return new Promise((resolve) => {
      let outcome: CreateAccountOutcome = { kind: "taken" };
      this.#add({
        run: async (tx) => {
          outcome = await addAccount(tx, row);
          return outcome.kind === "created" ? [{ kind: "putAccount", row: outcome.row }] : [];
        },
        succeed: () => resolve(outcome),
        fail: (reason) => resolve({ kind: "failed", reason }),
      });
    });
  }

  /** Writes everything that waits, and answers it; called within the queue. */
  async flush(): Promise<void> {
    const writes = this.#waiting;
    this.#waiting = [];
    const isGroup = writes.length > 1 && this.#failure === null;
    if (isGroup && await this.#transact(writes) === null) return;
    for (const write of writes) await this.#writeAlone(write);
  }

  /** Accepts commits again when a transaction works, and tells whether it did. */
  async resume(): Promise<boolean> {
    await this.flush();
    const succeed = () => void (this.#failure = null);
    return await this.#transact([{ succeed, fail: () => {} }]) === null;
  }

  #add(write: Write): void {
    this.#waiting.push(write);
    if (this.#waiting.length > 1) return;
    // What it throws, somebody has been told of.
    this.#options.queue.run(() => this.flush()).catch(() => {});
  }

  async #writeAlone(write: Write): Promise<void> {
    const isOrdered = write.changes !== undefined;
    if (isOrdered && this.#failure !== null) return write.fail(this.#failure);
    const reason = await this.#transact([write]);
    if (reason === null) return;
    if (isOrdered) this.#failure = reason;
    write.fail(reason);
  }

  /** Writes all or none in one transaction; returns why it failed, or `null`. */
  async #transact(writes: readonly Write[]): Promise<string | null> {
    const { connection, beforeCommit, onCommitted } = this.#options;
    let batches: readonly (readonly Change[])[] = [];
    let lastObjectId = this.#lastObjectId;
    try {
      await connection.transact(async (tx) => {
        await this.#checkOwner(tx);
        batches = await writeAll(tx, writes);
        lastObjectId = highestOf(batches, this.#lastObjectId);
        await raiseMeta(tx, "lastObjectId", lastObjectId);
        await countMeta(tx, "commits");
        beforeCommit();
      });
    } catch (error) {
      if (!(error instanceof CommitLostError) || !await this.#hasLanded(error)) {
        return messageOf(error) || "the database does not answer";
      }
    }
    this.#commits++;
    this.#lastObjectId = lastObjectId;
    for (const changes of batches) if (changes.length > 0) onCommitted(changes);
    for (const write of writes) write.succeed();
    return null;
  }

  /** Holds the row until the transaction ends, so that nobody takes over within it. */
  async #checkOwner(tx: Runner): Promise<void> {
    const [row] = await tx<{ value: number }>`
      SELECT value FROM meta WHERE key = 'owner' FOR SHARE`;
    if (row?.value !== this.#owner) throw new Error("another server has taken the database over");
  }

  /**
   * Finds out whether a transaction was committed that was not answered.
   *
   * @throws When that cannot be known: nothing can be promised any more.
   */
  async #hasLanded(reason: unknown): Promise<boolean> {
    const { clock, patienceMs, onUnknown } = this.#options;
    const deadline = clock.now() + patienceMs;
    while (clock.now() < deadline) {
      const limits = { clock, deadline, signal: new AbortController().signal };
      const outcome = await byDeadline(this.#look(), limits).catch(() => undefined);
      if (outcome?.kind === "done" && outcome.value !== "unknown") return outcome.value;
      if (outcome !== undefined) break;
      await new Promise<void>((resolve) => clock.timer(PAUSE_MS, resolve));
    }
    const error = new Error("Cannot tell what is kept as the database must answer: it does not", {
      cause: reason,
    });
    onUnknown(error);
    throw error;
  }

  async #look(): Promise<boolean | "unknown"> {
    const { sql } = this.#options.connection;
    // It waits for a transaction that goes on there, as that holds the row.
    const [owner] = await sql<{ value: number }>`
      SELECT value FROM meta WHERE key = 'owner' FOR UPDATE`;
    if (owner?.value !== this.#owner) return "unknown";
    return await readMeta(sql, "commits") > this.#commits;
  }
}

/** Writes all, the changes of what stands together at one go; returns what each of them changed. */
async function writeAll(tx: Runner, writes: readonly Write[]): Promise<(readonly Change[])[]> {
  const batches: (readonly Change[])[] = [];
  const together: Change[] = [];
  for (const { changes, run } of writes) {
    if (run !== undefined) {
      await applyChanges(tx, together.splice(0));
      batches.push(await run(tx));
    }
    if (changes === undefined) continue;
    together.push(...changes);
    batches.push(changes);
  }
  await applyChanges(tx, together);
  return batches;
}

async function addAccount(
  tx: Runner,
  row: Omit<AccountRow, "id">,
): Promise<CreateAccountOutcome> {
  if (await findAccount(tx, row.nameKey) !== undefined) return { kind: "taken" };
  const created = { ...row, id: await countMeta(tx, "lastAccountId") };
  await putAccount(tx, created);
  return { kind: "created", row: created };
}

function highestOf(batches: readonly (readonly Change[])[], least: number): number {
  const ids = batches.flat().map((change) => change.kind === "putObject" ? change.row.id : 0);
  return ids.reduce((highest, id) => Math.max(highest, id), least);
}
