import { setImmediate } from "node:timers";
import type { Engine, StoreLink } from "./engine.ts";
import { Epochs } from "./epochs.ts";
import { Feed } from "./feed.ts";
import { GroupCommit } from "./group_commit.ts";
import type { Database } from "./sqlite.ts";
import type { AuditEntry } from "../audit/audit.ts";
import { damageOf } from "./damage_of.ts";
import type { RowDamage } from "./damaged_row_error.ts";
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
} from "./store.ts";
import { Tables } from "./tables.ts";

/** Rows of the snapshot in one message: 100,000 at once would block the receiver. */
const CHUNK_SIZE = 2_000;

/** What a {@linkcode StoreEngine} can be told apart from its database. */
export interface StoreEngineOptions {
  /** Rows of the snapshot in one message; 2,000 when absent. */
  readonly chunkSize?: number;
  /** Runs a function in a later turn of the event loop; `setImmediate` when absent. */
  readonly schedule?: (run: () => void) => void;
  /** Called just before each `COMMIT`; what it throws fails the commit. For tests. */
  readonly beforeCommit?: () => void;
}

/** The Store on SQLite, whose calls answer at once. */
export class StoreEngine implements Engine {
  readonly #database: Database;
  readonly #tables: Tables;
  readonly #group: GroupCommit;
  readonly #feed: Feed;
  readonly #chunkSize: number;
  readonly #turn: () => Promise<void>;
  readonly #epochs: Epochs;

  /** Creates the engine; it closes the database when it is closed. */
  constructor(database: Database, options: StoreEngineOptions = {}) {
    const schedule = options.schedule ?? ((run: () => void) => void setImmediate(run));
    const tables = new Tables(database.sql);
    this.#database = database;
    this.#tables = tables;
    this.#turn = () => new Promise((resolve) => schedule(resolve));
    this.#epochs = new Epochs({ turn: this.#turn, onGone: (epoch) => this.#feed.drop(epoch) });
    this.#chunkSize = options.chunkSize ?? CHUNK_SIZE;
    this.#feed = new Feed({ tables, schedule, chunkSize: this.#chunkSize });
    this.#group = new GroupCommit({
      database,
      tables,
      onWaiting: () => schedule(() => this.#flush()),
      onCommitted: (changes) => this.#feed.push(changes),
      beforeCommit: options.beforeCommit ?? (() => {}),
    });
  }

  connect(epoch: number, link: StoreLink): void {
    this.#epochs.connect(epoch, link);
  }

  async read(epoch: number, reader: StoreReader): Promise<SnapshotEnd> {
    this.#epochs.check(epoch);
    await this.#feed.read(epoch, reader);
    return this.#end();
  }

  async takeOver(epoch: number): Promise<SnapshotEnd> {
    this.#epochs.check(epoch);
    const older = this.#epochs.all.filter((other) => other < epoch);
    await this.#epochs.pull(older);
    this.#epochs.check(epoch); // a newer one may have taken over meanwhile
    this.#group.flush();
    for (const other of older) void this.#epochs.drop(other);
    this.#feed.finish(epoch);
    this.#group.forgive();
    this.#epochs.writer = epoch;
    return this.#end();
  }

  commit(epoch: number, changes: readonly Change[]): Promise<CommitOutcome> {
    const refusal = this.#epochs.refusal(epoch);
    return refusal === null ? this.#group.commit(changes) : Promise.resolve(refusal);
  }

  resume(epoch: number): boolean {
    return this.#epochs.refusal(epoch) === null && this.#group.resume();
  }

  async damagedAccount(epoch: number): Promise<RowDamage | null> {
    for (let after = 0;;) {
      const rows = this.#tablesFor(epoch).accountsAfter(after, this.#chunkSize);
      const damage = rows.map(damageOf).find((found) => found !== null);
      const last = rows.at(-1);
      if (damage !== undefined || last === undefined) return damage ?? null;
      after = last.id;
      await this.#turn();
    }
  }

  createAccount(epoch: number, row: Omit<AccountRow, "id">): Promise<CreateAccountOutcome> {
    const refusal = this.#epochs.refusal(epoch);
    return refusal === null ? this.#group.createAccount(row) : Promise.resolve(refusal);
  }

  findAccount(epoch: number, nameKey: string): AccountRow | undefined {
    return this.#tablesFor(epoch).findAccount(nameKey);
  }

  getAccount(epoch: number, id: number): AccountRow | undefined {
    return this.#tablesFor(epoch).getAccount(id);
  }

  hasSuperuser(epoch: number): boolean {
    return this.#tablesFor(epoch).hasSuperuser();
  }

  pluginVersions(epoch: number): readonly PluginVersion[] {
    return this.#tablesFor(epoch).plugins.versions();
  }

  pluginData(epoch: number, plugin: string): readonly PluginRow[] {
    return this.#tablesFor(epoch).plugins.of(plugin);
  }

  auditEntries(epoch: number, page: AuditPage): readonly AuditEntry[] {
    return this.#tablesFor(epoch).audit.page(page);
  }

  ranLines(epoch: number, sessids: readonly number[]): readonly RanLine[] {
    return this.#tablesFor(epoch).ran.of(sessids);
  }

  leave(epoch: number): void {
    this.#group.flush();
    this.#epochs.forget(epoch);
  }

  async fence(epoch: number): Promise<void> {
    await this.#epochs.pull([epoch]);
    this.#group.flush();
    await this.#epochs.drop(epoch);
  }

  async close(): Promise<void> {
    const epochs = this.#epochs.all;
    await this.#epochs.pull(epochs);
    this.#group.flush();
    await Promise.all(epochs.map((epoch) => this.#epochs.drop(epoch)));
    this.#database.close();
  }

  /** Commits what is here, together with what the writer has sent meanwhile. */
  #flush(): void {
    this.#epochs.pullWriter();
    this.#group.flush();
  }

  #end(): SnapshotEnd {
    return { lastObjectId: this.#group.lastObjectId, lastAuditId: this.#tables.audit.lastId() };
  }

  #tablesFor(epoch: number): Tables {
    this.#epochs.check(epoch);
    this.#group.flush();
    return this.#tables;
  }
}
