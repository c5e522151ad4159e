import { setImmediate } from "node:timers";
import { Feed } from "./feed.ts";
import { GroupCommit } from "./group_commit.ts";
import type { Database } from "./sqlite.ts";
import { accountData } from "../account/account_data.ts";
import type { AuditEntry } from "../audit/audit.ts";
import { DamagedRowError, type RowDamage } from "./damaged_row_error.ts";
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

/** How the engine reaches the way an epoch talks to it. */
export interface StoreLink {
  /** Hands over, now, what the epoch sent and nobody has looked at yet. */
  pull(): void;
  /** Ends the way after everything asked for is answered: the epoch is not heard any more. */
  fenced(): Promise<void>;
}

/** What a {@linkcode StoreEngine} can be told apart from its database. */
export interface StoreEngineOptions {
  /** Rows of the snapshot in one message; 2,000 when absent. */
  readonly chunkSize?: number;
  /** Runs a function in a later turn of the event loop; `setImmediate` when absent. */
  readonly schedule?: (run: () => void) => void;
  /** Called just before each `COMMIT`; what it throws fails the commit. For tests. */
  readonly beforeCommit?: () => void;
}

/**
 * The Store itself: owns the database and serves one Server that writes and those that read along
 * to take over from it. Servers are known by their epochs, which only grow.
 */
export class StoreEngine {
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

  /**
   * Lets a Server in.
   *
   * @param epoch Its number, above all that came before.
   * @param link The way it talks to the engine.
   */
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

  /** Sends the snapshot; see {@linkcode Store.read}. */
  async read(epoch: number, reader: StoreReader): Promise<SnapshotEnd> {
    this.#check(epoch);
    await this.#feed.read(epoch, reader);
    return this.#end();
  }

  /** Makes an epoch the writer and fences the older ones; see {@linkcode Store.takeOver}. */
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

  /** Makes changes durable; see {@linkcode Store.commit}. */
  commit(epoch: number, changes: readonly Change[]): Promise<CommitOutcome> {
    const refusal = this.#refusal(epoch);
    return refusal === null ? this.#group.commit(changes) : Promise.resolve(refusal);
  }

  /** Tries to write after a failure; see {@linkcode Store.resume}. */
  resume(epoch: number): boolean {
    return this.#refusal(epoch) === null && this.#group.resume();
  }

  /** Looks through the accounts, between commits; see {@linkcode Store.damagedAccount}. */
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

  /** Adds an account; see {@linkcode Store.createAccount}. */
  createAccount(epoch: number, row: Omit<AccountRow, "id">): Promise<CreateAccountOutcome> {
    const refusal = this.#refusal(epoch);
    return refusal === null ? this.#group.createAccount(row) : Promise.resolve(refusal);
  }

  /** Finds an account by its compared name, as the epoch's own commits left it. */
  findAccount(epoch: number, nameKey: string): AccountRow | undefined {
    return this.#tablesFor(epoch).findAccount(nameKey);
  }

  /** Finds an account by its id, as the epoch's own commits left it. */
  getAccount(epoch: number, id: number): AccountRow | undefined {
    return this.#tablesFor(epoch).getAccount(id);
  }

  /** Tells whether any account is a superuser. */
  hasSuperuser(epoch: number): boolean {
    return this.#tablesFor(epoch).hasSuperuser();
  }

  /** Tells which version the data of each plugin is of. */
  pluginVersions(epoch: number): readonly PluginVersion[] {
    return this.#tablesFor(epoch).plugins.versions();
  }

  /** Returns all that a plugin keeps. */
  pluginData(epoch: number, plugin: string): readonly PluginRow[] {
    return this.#tablesFor(epoch).plugins.of(plugin);
  }

  /** Returns entries of the audit log. */
  auditEntries(epoch: number, page: AuditPage): readonly AuditEntry[] {
    return this.#tablesFor(epoch).audit.page(page);
  }

  /** Ends an epoch that wants to go; what it asked for is finished. */
  leave(epoch: number): void {
    this.#group.flush();
    this.#forget(epoch);
  }

  /** Ends an epoch that crashed: commits what it had sent, and does not hear it any more. */
  async fence(epoch: number): Promise<void> {
    await this.#pull([epoch]);
    this.#group.flush();
    await this.#drop(epoch);
  }

  /** Commits what every epoch had sent, ends them all and closes the database. */
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

function damageOf(row: Pick<AccountRow, "id" | "data">): RowDamage | null {
  try {
    accountData(row);
    return null;
  } catch (error) {
    if (!(error instanceof DamagedRowError)) throw error;
    return { row: error.row, needed: error.needed };
  }
}
