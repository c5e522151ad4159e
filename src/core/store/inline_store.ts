import type { AuditEntry } from "../audit/audit.ts";
import type { Engine } from "./engine.ts";
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
  Store,
  StoreReader,
} from "./store.ts";

/**
 * A Store in the same isolate, for tests, embedding and `--inline`.
 *
 * Everything is cloned on its way, so that nothing is shared by reference, as between isolates. The
 * engine belongs to whoever made it: closing this Store leaves it open.
 */
export class InlineStore implements Store {
  readonly #engine: Engine;
  readonly #epoch: number;

  /**
   * Connects to the engine.
   *
   * @param engine The Store itself.
   * @param epoch The Server's number, above all that the engine has seen.
   */
  constructor(engine: Engine, epoch: number) {
    this.#engine = engine;
    this.#epoch = epoch;
    engine.connect(epoch, { pull: () => {}, fenced: () => Promise.resolve() });
  }

  /** Sends the snapshot and then the feed. */
  read(reader: StoreReader): Promise<SnapshotEnd> {
    return this.#engine.read(this.#epoch, {
      onObjects: (rows) => reader.onObjects(structuredClone(rows)),
      onBans: (rows) => reader.onBans(structuredClone(rows)),
      onPluginVersions: (rows) => reader.onPluginVersions(structuredClone(rows)),
      onPluginData: (rows) => reader.onPluginData(structuredClone(rows)),
      onChanges: (changes) => reader.onChanges(structuredClone(changes)),
    });
  }

  /** Makes this epoch the writer. */
  takeOver(): Promise<SnapshotEnd> {
    return this.#engine.takeOver(this.#epoch);
  }

  /** Looks through the accounts. */
  damagedAccount(): Promise<RowDamage | null> {
    return this.#engine.damagedAccount(this.#epoch);
  }

  /** Makes changes durable. */
  commit(changes: readonly Change[]): Promise<CommitOutcome> {
    return Promise.try(() => this.#engine.commit(this.#epoch, structuredClone(changes)));
  }

  /** Tries to write after a failed commit. */
  resume(): Promise<boolean> {
    return Promise.try(() => this.#engine.resume(this.#epoch));
  }

  /** Adds an account. */
  async createAccount(row: Omit<AccountRow, "id">): Promise<CreateAccountOutcome> {
    return structuredClone(await this.#engine.createAccount(this.#epoch, structuredClone(row)));
  }

  /** Finds an account by its compared name. */
  findAccount(nameKey: string): Promise<AccountRow | undefined> {
    return Promise.try(() => this.#engine.findAccount(this.#epoch, nameKey));
  }

  /** Finds an account by its id. */
  getAccount(id: number): Promise<AccountRow | undefined> {
    return Promise.try(() => this.#engine.getAccount(this.#epoch, id));
  }

  /** Tells whether any account is a superuser. */
  hasSuperuser(): Promise<boolean> {
    return Promise.try(() => this.#engine.hasSuperuser(this.#epoch));
  }

  /** Tells which version the data of each plugin is of. */
  pluginVersions(): Promise<readonly PluginVersion[]> {
    return Promise.try(() => this.#engine.pluginVersions(this.#epoch));
  }

  /** Returns all that a plugin keeps. */
  pluginData(plugin: string): Promise<readonly PluginRow[]> {
    return Promise.try(() => this.#engine.pluginData(this.#epoch, plugin));
  }

  /** Returns entries of the audit log. */
  auditEntries(page: AuditPage): Promise<readonly AuditEntry[]> {
    return Promise.try(() => this.#engine.auditEntries(this.#epoch, page));
  }

  /** Tells which lines of sessions are used up. */
  ranLines(sessids: readonly number[]): Promise<readonly RanLine[]> {
    return Promise.try(() => this.#engine.ranLines(this.#epoch, [...sessids]));
  }

  /** Leaves the engine; what was asked for before is finished. */
  close(): Promise<void> {
    return Promise.try(() => this.#engine.leave(this.#epoch));
  }
}
