/** The Store as the Server sees it: rows in, rows out, and a promise for durability. */
import type { AuditEntry, AuditQuery } from "../audit/audit.ts";
import type { LineRanges } from "../boundary/used_up.ts";
import type { Ban } from "../gate/bans.ts";
import type { RowDamage } from "./damaged_row_error.ts";

/** An object as it is kept: everything a session can puppet or see. */
export interface ObjectRow {
  readonly id: number;
  /** What it is: `room`, `exit`, `character` or `thing`. */
  readonly type: string;
  readonly name: string;
  /** Everything else about it, as JSON text. */
  readonly data: string;
}

/** An account as it is kept. */
export interface AccountRow {
  readonly id: number;
  readonly name: string;
  /** The name as it is compared: NFKC, lower case. Unique. */
  readonly nameKey: string;
  /** The password's hash with the parameters that made it. */
  readonly password: string;
  readonly isSuperuser: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Everything else about it, as JSON text. */
  readonly data: string;
}

/** A value that a plugin keeps. */
export interface PluginRow {
  /** The plugin's name. */
  readonly plugin: string;
  readonly key: string;
  /** The value, as JSON text. */
  readonly value: string;
}

/** Which version the data of a plugin is of; version 1 has no row. */
export interface PluginVersion {
  readonly plugin: string;
  readonly version: number;
}

/** Up to which of its numbered lines a session's are used up, and which higher ones are, if any. */
export type RanLine = readonly [sessid: number, line: number, beyond?: LineRanges];

/** One change to what is kept. A `put` writes the whole row, new or not. */
export type Change =
  | { readonly kind: "putObject"; readonly row: ObjectRow }
  | { readonly kind: "deleteObject"; readonly id: number }
  | { readonly kind: "putAccount"; readonly row: AccountRow }
  | { readonly kind: "deleteAccount"; readonly id: number }
  | { readonly kind: "putBan"; readonly row: Ban }
  | { readonly kind: "deleteBan"; readonly id: number }
  | { readonly kind: "putPluginData"; readonly row: PluginRow }
  | { readonly kind: "deletePluginData"; readonly plugin: string; readonly key: string }
  | { readonly kind: "putPluginVersion"; readonly row: PluginVersion }
  | { readonly kind: "putAudit"; readonly row: AuditEntry }
  | TrimAudit
  | PutRan
  | TrimRan;

/**
 * Removes some of the oldest entries of the audit log: those from before a time, in milliseconds
 * since 1970, and those of a kind of which there are more than so many.
 */
export interface TrimAudit {
  readonly kind: "trimAudit";
  readonly before: number;
  readonly keep: number;
}

/**
 * Says which numbered lines the changes around it have used up: such a line is never run again. A
 * number that is kept of a session already, and is higher, stays; so does what is kept beyond it,
 * until it is said anew.
 */
export interface PutRan {
  readonly kind: "putRan";
  readonly lines: readonly RanLine[];
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** Forgets the lines of sessions that used none up since a time, in milliseconds since 1970. */
export interface TrimRan {
  readonly kind: "trimRan";
  readonly before: number;
}

/** Which entries of the audit log are meant. */
export type AuditPage = Omit<AuditQuery, "address"> & { readonly before: number };

/**
 * What became of a commit.
 *
 * After a `failed` one the Store drops every commit of this Server until {@linkcode Store.resume},
 * since what came later was built on what failed.
 */
export type CommitOutcome =
  | { readonly kind: "committed" }
  | { readonly kind: "failed"; readonly reason: string };

/** What became of the wish for a new account. */
export type CreateAccountOutcome =
  | { readonly kind: "created"; readonly row: AccountRow }
  | { readonly kind: "taken" }
  | { readonly kind: "failed"; readonly reason: string };

/** Receives the snapshot and then, in the order of commits, what changes (the feed). */
export interface StoreReader {
  /** Takes some objects of the snapshot; they replace what the reader had of the same id. */
  onObjects(rows: readonly ObjectRow[]): void;
  /** Takes every ban of the snapshot at once. */
  onBans(rows: readonly Ban[]): void;
  /** Takes the version of every plugin's data, before any of the data. */
  onPluginVersions(rows: readonly PluginVersion[]): void;
  /** Takes some of what plugins keep; it replaces what the reader had of the same keys. */
  onPluginData(rows: readonly PluginRow[]): void;
  /** Takes the changes of one commit made by somebody else. */
  onChanges(changes: readonly Change[]): void;
}

/** What the snapshot ends with. */
export interface SnapshotEnd {
  /** The highest object id ever given; ids are never used again. */
  readonly lastObjectId: number;
  /** The highest number of an entry in the audit log. */
  readonly lastAuditId: number;
}

/** Keeps the world and the accounts. One Server writes at a time. */
export interface Store {
  /**
   * Sends the whole snapshot to the reader, in chunks between commits, and then follows the feed
   * until {@linkcode takeOver}.
   */
  read(reader: StoreReader): Promise<SnapshotEnd>;

  /**
   * Makes this Server the one that writes: earlier epochs are fenced, what they had sent is
   * committed, and every change of theirs has reached the reader when this resolves.
   */
  takeOver(): Promise<SnapshotEnd>;

  /**
   * Makes changes durable, all or none. Commits end in the order in which they were asked for.
   *
   * @returns `committed` only after the changes are on disk.
   */
  commit(changes: readonly Change[]): Promise<CommitOutcome>;

  /**
   * Tries to write, after a failed commit, and accepts commits again when that worked.
   *
   * @returns Whether the Store can write.
   */
  resume(): Promise<boolean>;

  /**
   * Looks through the accounts, which {@linkcode read} does not send.
   *
   * @returns The first that cannot be read, or `null`.
   */
  damagedAccount(): Promise<RowDamage | null>;

  /** Adds an account, durably, when its `nameKey` is free. Its id is given by the Store. */
  createAccount(row: Omit<AccountRow, "id">): Promise<CreateAccountOutcome>;

  /** Finds an account by its compared name. */
  findAccount(nameKey: string): Promise<AccountRow | undefined>;

  /** Finds an account by its id. */
  getAccount(id: number): Promise<AccountRow | undefined>;

  /** Tells whether any account is a superuser. */
  hasSuperuser(): Promise<boolean>;

  /** Tells which version the data of each plugin is of. */
  pluginVersions(): Promise<readonly PluginVersion[]>;

  /** Returns all that a plugin keeps, in the order of keys. */
  pluginData(plugin: string): Promise<readonly PluginRow[]>;

  /** Returns entries of the audit log, the newest first. */
  auditEntries(page: AuditPage): Promise<readonly AuditEntry[]>;

  /**
   * Tells which lines of sessions the Servers before have used up, as their changes said.
   *
   * @param sessids The sessions; one of which nothing is kept is left out of what is returned.
   */
  ranLines(sessids: readonly number[]): Promise<readonly RanLine[]>;

  /** Ends this Server's use of the Store; what was asked for before is finished first. */
  close(): Promise<void>;
}
