import { setImmediate } from "node:timers/promises";
import type { AuditEntry } from "../../audit/audit.ts";
import { type Clock, systemClock } from "../../clock.ts";
import { damageOf } from "../damage_of.ts";
import type { RowDamage } from "../damaged_row_error.ts";
import type { Engine, StoreLink } from "../engine.ts";
import { Epochs } from "../epochs.ts";
import type {
  AccountRow,
  AuditPage,
  Change,
  CommitOutcome,
  CreateAccountOutcome,
  PluginRow,
  PluginVersion,
  RanLine,
  SnapshotEnd,
  StoreReader,
} from "../store.ts";
import { auditPage, lastAuditId } from "./postgres_audit.ts";
import { PostgresCommit } from "./postgres_commit.ts";
import type { PostgresConnection, Runner } from "./postgres_connection.ts";
import { PostgresFeed } from "./postgres_feed.ts";
import { ranLines } from "./postgres_ran.ts";
import * as tables from "./postgres_tables.ts";
import { WorkQueue } from "./work_queue.ts";

/** Rows of the snapshot in one message. */
const CHUNK_SIZE = 2_000;
/** How long a database is asked that was lost while it committed, in milliseconds. */
const PATIENCE_MS = 10_000;

/** What a {@linkcode PostgresEngine} can be told apart from its database. */
export interface PostgresEngineOptions {
  /** Rows of the snapshot in one message; 2,000 when absent. */
  readonly chunkSize?: number;
  /** Called just before each `COMMIT`; what it throws fails the commit. For tests. */
  readonly beforeCommit?: () => void;
  /** Tells the time; the machine's own unless given. */
  readonly clock?: Clock;
  /** How long a database is asked that was lost while it committed, in milliseconds; 10,000. */
  readonly patienceMs?: number;
  /** Hears that nobody knows what is kept; ends the Store, unless given. */
  readonly onUnknown?: (error: unknown) => void;
}

/** The Store on PostgreSQL, which answers later: everything is done in the order it was asked for. */
export class PostgresEngine implements Engine {
  readonly #connection: PostgresConnection;
  readonly #chunkSize: number;
  readonly #queue = new WorkQueue();
  readonly #group: PostgresCommit;
  readonly #feed: PostgresFeed;
  readonly #epochs: Epochs;

  /** Creates the engine; it ends the connection when it is closed. */
  constructor(connection: PostgresConnection, options: PostgresEngineOptions = {}) {
    const { chunkSize = CHUNK_SIZE, beforeCommit = () => {}, patienceMs = PATIENCE_MS } = options;
    const { onUnknown = reportError, clock = systemClock } = options;
    this.#connection = connection;
    this.#chunkSize = chunkSize;
    const turn = () => setImmediate();
    this.#epochs = new Epochs({ turn, onGone: (epoch) => this.#feed.drop(epoch) });
    this.#feed = new PostgresFeed({ sql: connection.sql, queue: this.#queue, chunkSize });
    this.#group = new PostgresCommit({
      ...{ connection, queue: this.#queue, beforeCommit, clock, patienceMs, onUnknown },
      onCommitted: (changes) => this.#feed.push(changes),
    });
  }

  connect(epoch: number, link: StoreLink): void {
    this.#epochs.connect(epoch, link);
  }

  async read(epoch: number, reader: StoreReader): Promise<SnapshotEnd> {
    this.#epochs.check(epoch);
    await this.#feed.read(epoch, reader);
    return await this.#queue.run(() => this.#end());
  }

  async takeOver(epoch: number): Promise<SnapshotEnd> {
    this.#epochs.check(epoch);
    const older = this.#epochs.all.filter((other) => other < epoch);
    await this.#epochs.pull(older);
    return await this.#queue.run(async () => {
      this.#epochs.check(epoch); // a newer one may have taken over meanwhile
      const before = this.#epochs.writer;
      // From here on nobody's changes are taken: the reader will not hear of them.
      this.#epochs.writer = null;
      try {
        await this.#group.flush();
        await this.#feed.finish(epoch);
        await this.#group.own();
        const end = await this.#end();
        for (const other of older) void this.#epochs.drop(other);
        this.#epochs.writer = epoch;
        return end;
      } catch (error) {
        this.#epochs.writer = before;
        throw error;
      }
    });
  }

  commit(epoch: number, changes: readonly Change[]): Promise<CommitOutcome> {
    const refusal = this.#epochs.refusal(epoch);
    return refusal === null ? this.#group.commit(changes) : Promise.resolve(refusal);
  }

  async resume(epoch: number): Promise<boolean> {
    if (this.#epochs.refusal(epoch) !== null) return false;
    return await this.#queue.run(() => this.#group.resume());
  }

  async damagedAccount(epoch: number): Promise<RowDamage | null> {
    for (let after = 0;;) {
      const rows = await this.#ask(
        epoch,
        (sql) => tables.accountsAfter(sql, after, this.#chunkSize),
      );
      const damage = rows.map(damageOf).find((found) => found !== null);
      const last = rows.at(-1);
      if (damage !== undefined || last === undefined) return damage ?? null;
      after = last.id;
    }
  }

  createAccount(epoch: number, row: Omit<AccountRow, "id">): Promise<CreateAccountOutcome> {
    const refusal = this.#epochs.refusal(epoch);
    return refusal === null ? this.#group.createAccount(row) : Promise.resolve(refusal);
  }

  findAccount(epoch: number, nameKey: string): Promise<AccountRow | undefined> {
    return this.#ask(epoch, (sql) => tables.findAccount(sql, nameKey));
  }

  getAccount(epoch: number, id: number): Promise<AccountRow | undefined> {
    return this.#ask(epoch, (sql) => tables.getAccount(sql, id));
  }

  hasSuperuser(epoch: number): Promise<boolean> {
    return this.#ask(epoch, tables.hasSuperuser);
  }

  pluginVersions(epoch: number): Promise<readonly PluginVersion[]> {
    return this.#ask(epoch, tables.pluginVersions);
  }

  pluginData(epoch: number, plugin: string): Promise<readonly PluginRow[]> {
    return this.#ask(epoch, (sql) => tables.pluginDataOf(sql, plugin));
  }

  auditEntries(epoch: number, page: AuditPage): Promise<readonly AuditEntry[]> {
    return this.#ask(epoch, (sql) => auditPage(sql, page));
  }

  ranLines(epoch: number, sessids: readonly number[]): Promise<readonly RanLine[]> {
    return this.#ask(epoch, (sql) => ranLines(sql, sessids));
  }

  async leave(epoch: number): Promise<void> {
    await this.#queue.run(() => this.#group.flush());
    this.#epochs.forget(epoch);
  }

  async fence(epoch: number): Promise<void> {
    await this.#epochs.pull([epoch]);
    await this.#queue.run(() => this.#group.flush());
    await this.#epochs.drop(epoch);
  }

  async close(): Promise<void> {
    const epochs = this.#epochs.all;
    await this.#epochs.pull(epochs);
    await this.#queue.run(() => this.#group.flush());
    await Promise.all(epochs.map((epoch) => this.#epochs.drop(epoch)));
    await this.#connection.close();
  }

  /** Asks the database, after all that was asked for before. */
  #ask<T>(epoch: number, ask: (sql: Runner) => Promise<T>): Promise<T> {
    this.#epochs.check(epoch);
    return this.#queue.run(() => ask(this.#connection.sql));
  }

  async #end(): Promise<SnapshotEnd> {
    const { sql } = this.#connection;
    return {
      lastObjectId: await tables.readMeta(sql, "lastObjectId"),
      lastAuditId: await lastAuditId(sql),
    };
  }
}
