import type { AuditEntry } from "../audit/audit.ts";
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

/** How an engine reaches the way an epoch talks to it. */
export interface StoreLink {
  /** Hands over, now, what the epoch sent and nobody has looked at yet. */
  pull(): void;
  /** Ends the way after everything asked for is answered: the epoch is not heard any more. */
  fenced(): Promise<void>;
}

/** What a database may answer at once or later. */
type Soon<T> = T | Promise<T>;

/**
 * The Store itself: owns a database and serves one Server that writes and those that read along to
 * take over from it. Servers are known by their epochs, which only grow.
 */
export interface Engine {
  /**
   * Lets a Server in.
   *
   * @param epoch Its number, above all that came before.
   * @param link The way it talks to the engine.
   */
  connect(epoch: number, link: StoreLink): void;
  /** Sends the snapshot; see {@linkcode Store.read}. */
  read(epoch: number, reader: StoreReader): Promise<SnapshotEnd>;
  /** Makes an epoch the writer and fences the older ones; see {@linkcode Store.takeOver}. */
  takeOver(epoch: number): Promise<SnapshotEnd>;
  /** Makes changes durable; see {@linkcode Store.commit}. */
  commit(epoch: number, changes: readonly Change[]): Promise<CommitOutcome>;
  /** Tries to write after a failure; see {@linkcode Store.resume}. */
  resume(epoch: number): Soon<boolean>;
  /** Looks through the accounts, between commits; see {@linkcode Store.damagedAccount}. */
  damagedAccount(epoch: number): Promise<RowDamage | null>;
  /** Adds an account; see {@linkcode Store.createAccount}. */
  createAccount(epoch: number, row: Omit<AccountRow, "id">): Promise<CreateAccountOutcome>;
  /** Finds an account by its compared name, as the epoch's own commits left it. */
  findAccount(epoch: number, nameKey: string): Soon<AccountRow | undefined>;
  /** Finds an account by its id, as the epoch's own commits left it. */
  getAccount(epoch: number, id: number): Soon<AccountRow | undefined>;
  /** Tells whether any account is a superuser. */
  hasSuperuser(epoch: number): Soon<boolean>;
  /** Tells which version the data of each plugin is of. */
  pluginVersions(epoch: number): Soon<readonly PluginVersion[]>;
  /** Returns all that a plugin keeps. */
  pluginData(epoch: number, plugin: string): Soon<readonly PluginRow[]>;
  /** Returns entries of the audit log. */
  auditEntries(epoch: number, page: AuditPage): Soon<readonly AuditEntry[]>;
  /** Tells which lines of sessions are used up; see {@linkcode Store.ranLines}. */
  ranLines(epoch: number, sessids: readonly number[]): Soon<readonly RanLine[]>;
  /** Ends an epoch that wants to go; what it asked for is finished. */
  leave(epoch: number): Soon<void>;
  /** Ends an epoch that crashed: commits what it had sent, and does not hear it any more. */
  fence(epoch: number): Promise<void>;
  /** Commits what every epoch had sent, ends them all and closes the database. */
  close(): Promise<void>;
}
