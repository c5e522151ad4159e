import type { Database } from "./sqlite.ts";
import type { AccountRow, Change, CommitOutcome, CreateAccountOutcome } from "./store.ts";
import type { Tables } from "./tables.ts";
import { messageOf } from "../trace/error_text.ts";

/** What {@linkcode GroupCommit} is made of. */
export interface GroupCommitOptions {
  readonly database: Database;
  readonly tables: Tables;
  /** Called when writes begin to wait; `flush` is to be called soon. */
  readonly onWaiting: () => void;
  /** Hears of each batch that became durable, in order, before whoever asked for it does. */
  readonly onCommitted: (changes: readonly Change[]) => void;
  /** Called inside each transaction, just before it commits; what it throws fails the commit. */
  readonly beforeCommit: () => void;
}

/** Something that waits to be written. */
interface Write {
  /** Whether it was built on the commits before it, and so fails when one of them did. */
  readonly isOrdered: boolean;
  /** Writes, inside the transaction; may run again in another one. Returns what changed. */
  readonly run: () => readonly Change[];
  readonly succeed: () => void;
  readonly fail: (reason: string) => void;
}

/**
 * Commits everything that waits in one transaction, so that it costs one `fsync`.
 *
 * When the transaction fails, its writes are tried one by one; from the first commit that fails on,
 * every commit fails until {@linkcode GroupCommit.resume} or {@linkcode GroupCommit.forgive}.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #waiting: Write[] = [];
  #failure: string | null = null;
  #lastObjectId: number;

  /** Creates the queue of writes, which is empty. */
  constructor(options: GroupCommitOptions) {
    this.#options = options;
    this.#lastObjectId = options.tables.readMeta("lastObjectId");
  }

  /** The highest object id ever committed. */
  get lastObjectId(): number {
    return this.#lastObjectId;
  }

  /** Queues changes that belong together. */
  commit(changes: readonly Change[]): Promise<CommitOutcome> {
    return new Promise((resolve) =>
      this.#add({
        isOrdered: true,
        run: () => {
          this.#options.tables.apply(changes);
          return changes;
        },
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
        isOrdered: false,
        run: () => {
          outcome = this.#addAccount(row);
          return outcome.kind === "created" ? [{ kind: "putAccount", row: outcome.row }] : [];
        },
        succeed: () => resolve(outcome),
        fail: (reason) => resolve({ kind: "failed", reason }),
      });
    });
  }

  /** Writes everything that waits, and answers it. */
  flush(): void {
    const writes = this.#waiting;
    this.#waiting = [];
    const isGroup = writes.length > 1 && this.#failure === null;
    if (isGroup && this.#transact(writes) === null) return;
    for (const write of writes) this.#writeAlone(write);
  }

  /** Accepts commits again when a write in a transaction works, and tells whether it did. */
  resume(): boolean {
    this.flush();
    const { tables } = this.#options;
    const probe: Write = {
      isOrdered: false,
      run: () => {
        tables.writeMeta("writeProbe", tables.readMeta("writeProbe") + 1);
        return [];
      },
      succeed: () => void (this.#failure = null),
      fail: () => {},
    };
    return this.#transact([probe]) === null;
  }

  /** Forgets a failure: what comes next is from a Server that never saw the failed commits. */
  forgive(): void {
    this.#failure = null;
  }

  #add(write: Write): void {
    this.#waiting.push(write);
    if (this.#waiting.length === 1) this.#options.onWaiting();
  }

  #addAccount(row: Omit<AccountRow, "id">): CreateAccountOutcome {
    const { tables } = this.#options;
    if (tables.findAccount(row.nameKey) !== undefined) return { kind: "taken" };
    const id = tables.addAccount(row);
    return { kind: "created", row: { ...row, id } };
  }

  #writeAlone(write: Write): void {
    if (write.isOrdered && this.#failure !== null) return write.fail(this.#failure);
    const reason = this.#transact([write]);
    if (reason === null) return;
    if (write.isOrdered) this.#failure = reason;
    write.fail(reason);
  }

  /** Writes all or none in one transaction; returns why it failed, or `null`. */
  #transact(writes: readonly Write[]): string | null {
    const { sql } = this.#options.database;
    const batches: (readonly Change[])[] = [];
    let lastObjectId = this.#lastObjectId;
    try {
      sql.exec("BEGIN IMMEDIATE");
      for (const write of writes) batches.push(write.run());
      lastObjectId = this.#keepLastObjectId(batches);
      this.#options.beforeCommit();
      sql.exec("COMMIT");
    } catch (error) {
      this.#rollBack();
      return messageOf(error);
    }
    this.#lastObjectId = lastObjectId;
    for (const changes of batches) if (changes.length > 0) this.#options.onCommitted(changes);
    for (const write of writes) write.succeed();
    return null;
  }

  #keepLastObjectId(batches: readonly (readonly Change[])[]): number {
    let last = this.#lastObjectId;
    for (const change of batches.flat()) {
      if (change.kind === "putObject") last = Math.max(last, change.row.id);
    }
    if (last > this.#lastObjectId) this.#options.tables.writeMeta("lastObjectId", last);
    return last;
  }

  #rollBack(): void {
    const { sql } = this.#options.database;
    try {
      if (sql.isTransaction) sql.exec("ROLLBACK");
    } catch {
      // The next transaction then cannot begin, and says so to whoever asked for it.
    }
  }
}
