import { setImmediate } from "node:timers";
import type { Engine, StoreLink } from "./engine.ts";
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
  SnapshotEnd,
  StoreReader,
} from "./store.ts";
import { StoreFencedError } from "./store_fenced_error.ts";
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
  readonly #schedule: (run: () => void) => void;
  readonly #links = new Map<number, StoreLink>();
  #writer: number | null = null;
  #newest = 0;

  /** Creates the engine; it closes the database when it is closed. */
  constructor(database: Database, options: StoreEngineOptions = {}) {
    const schedule = options.schedule ?? ((run: () => void) => void setImmediate(run));
    const tables = new Tables(database.sql);
    this.#database = database;
    this.#tables = tables;
    this.#schedule = schedule;
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
    if (!(epoch > this.#newest)) {
      throw new RangeError(
        `Cannot connect epoch ${epoch} as it must be newer than all before: ` +
          `current state is ${this.#newest}`,
      );
    }
    this.#newest = epoch;
    this.#links.set(epoch, link);
  }

  async read(epoch: number, reader: StoreReader): Promise<SnapshotEnd> {
    this.#check(epoch);
    await this.#feed.read(epoch, reader);
    return this.#end();
  }

  async takeOver(epoch: number): Promise<SnapshotEnd> {
    this.#check(epoch);
    const older = [...this.#links.keys()].filter((other) => other < epoch);
    await this.#pull(older);
    this.#check(epoch); // a newer one may have taken over meanwhile
    this.#group.flush();
    for (const other of older) void this.#drop(other);
    this.#feed.finish(epoch);
    this.#group.forgive();
    this.#writer = epoch;
    return this.#end();
  }

  commit(epoch: number, changes: readonly Change[]): Promise<CommitOutcome> {
    const refusal = this.#refusal(epoch);
    return refusal === null ? this.#group.commit(changes) : Promise.resolve(refusal);
  }

  resume(epoch: number): boolean {
    return this.#refusal(epoch) === null && this.#group.resume();
  }

  async damagedAccount(epoch: number): Promise<RowDamage | null> {
    for (let after = 0;;) {
      const rows = this.#tablesFor(epoch).accountsAfter(after, this.#chunkSize);
      const damage = rows.map(damageOf).find((found) => found !== null);
      const last = rows.at(-1);
      if (damage !== undefined || last === undefined) return damage ?? null;
      after = last.id;
      await new Promise<void>((resolve) => this.#schedule(resolve));
    }
  }

  createAccount(epoch: number, row: Omit<AccountRow, "id">): Promise<CreateAccountOutcome> {
    const refusal = this.#refusal(epoch);
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

  leave(epoch: number): void {
    this.#group.flush();
    this.#forget(epoch);
  }

  async fence(epoch: number): Promise<void> {
    await this.#pull([epoch]);
    this.#group.flush();
    await this.#drop(epoch);
  }

  async close(): Promise<void> {
    const epochs = [...this.#links.keys()];
    await this.#pull(epochs);
    this.#group.flush();
    await Promise.all(epochs.map((epoch) => this.#drop(epoch)));
    this.#database.close();
  }

  /** Commits what is here, together with what the writer has sent meanwhile. */
  #flush(): void {
    if (this.#writer !== null) this.#links.get(this.#writer)?.pull();
    this.#group.flush();
  }

  /**
   * Hears what these epochs have sent up to now. The turn between the two pulls lets in a message
   * that the event loop had already taken from a port.
   */
  async #pull(epochs: readonly number[]): Promise<void> {
    for (const epoch of epochs) this.#links.get(epoch)?.pull();
    await new Promise<void>((resolve) => this.#schedule(resolve));
    for (const epoch of epochs) this.#links.get(epoch)?.pull();
  }

  async #drop(epoch: number): Promise<void> {
    const link = this.#links.get(epoch);
    this.#forget(epoch);
    await link?.fenced();
  }

  #forget(epoch: number): void {
    this.#links.delete(epoch);
    this.#feed.drop(epoch);
    if (this.#writer === epoch) this.#writer = null;
  }

  #end(): SnapshotEnd {
    return { lastObjectId: this.#group.lastObjectId, lastAuditId: this.#tables.audit.lastId() };
  }

  #check(epoch: number): void {
    if (!this.#links.has(epoch)) throw new StoreFencedError(epoch);
  }

  #tablesFor(epoch: number): Tables {
    this.#check(epoch);
    this.#group.flush();
    return this.#tables;
  }

  #refusal(epoch: number): { readonly kind: "failed"; readonly reason: string } | null {
    if (this.#writer === epoch) return null;
    return { kind: "failed", reason: `epoch ${epoch} is not the one that writes` };
  }
}
