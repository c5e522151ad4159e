import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Ban } from "../gate/bans.ts";
import { AuditTable } from "./audit_table.ts";
import { PluginTables } from "./plugin_tables.ts";
import { RanTable } from "./ran_table.ts";
import type { AccountRow, Change, ObjectRow } from "./store.ts";

/** The rows in the database, read and written through prepared statements. */
export class Tables {
  /** What plugins keep. */
  readonly plugins: PluginTables;
  /** The audit log. */
  readonly audit: AuditTable;
  /** The lines that are used up. */
  readonly ran: RanTable;
  readonly #putObject: StatementSync;
  readonly #deleteObject: StatementSync;
  readonly #objectsAfter: StatementSync;
  readonly #putAccount: StatementSync;
  readonly #addAccount: StatementSync;
  readonly #deleteAccount: StatementSync;
  readonly #findAccount: StatementSync;
  readonly #getAccount: StatementSync;
  readonly #accountsAfter: StatementSync;
  readonly #superuser: StatementSync;
  readonly #putBan: StatementSync;
  readonly #deleteBan: StatementSync;
  readonly #bans: StatementSync;
  readonly #readMeta: StatementSync;
  readonly #writeMeta: StatementSync;

  /** Prepares every statement. */
  constructor(sql: DatabaseSync) {
    this.plugins = new PluginTables(sql);
    this.audit = new AuditTable(sql);
    this.ran = new RanTable(sql);
    this.#putObject = sql.prepare(
      `INSERT INTO objects (id, type, name, data) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE
       SET type = excluded.type, name = excluded.name, data = excluded.data`,
    );
    this.#deleteObject = sql.prepare("DELETE FROM objects WHERE id = ?");
    this.#objectsAfter = sql.prepare(
      "SELECT id, type, name, data FROM objects WHERE id > ? ORDER BY id LIMIT ?",
    );
    this.#putAccount = sql.prepare(
      `INSERT INTO accounts (id, name, nameKey, password, isSuperuser, createdAt, data)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE
       SET name = excluded.name, nameKey = excluded.nameKey, password = excluded.password,
           isSuperuser = excluded.isSuperuser, createdAt = excluded.createdAt,
           data = excluded.data`,
    );
    this.#addAccount = sql.prepare(
      `INSERT INTO accounts (name, nameKey, password, isSuperuser, createdAt, data)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    this.#deleteAccount = sql.prepare("DELETE FROM accounts WHERE id = ?");
    this.#findAccount = sql.prepare("SELECT * FROM accounts WHERE nameKey = ?");
    this.#getAccount = sql.prepare("SELECT * FROM accounts WHERE id = ?");
    this.#accountsAfter = sql.prepare(
      "SELECT id, data FROM accounts WHERE id > ? ORDER BY id LIMIT ?",
    );
    this.#superuser = sql.prepare("SELECT id FROM accounts WHERE isSuperuser = 1 LIMIT 1");
    this.#putBan = sql.prepare(
      `INSERT INTO bans (id, kind, pattern, reason, madeBy, madeAt, until)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE
       SET kind = excluded.kind, pattern = excluded.pattern, reason = excluded.reason,
           madeBy = excluded.madeBy, madeAt = excluded.madeAt,
           until = excluded.until`,
    );
    this.#deleteBan = sql.prepare("DELETE FROM bans WHERE id = ?");
    this.#bans = sql.prepare("SELECT * FROM bans ORDER BY id");
    this.#readMeta = sql.prepare("SELECT value FROM meta WHERE key = ?");
    this.#writeMeta = sql.prepare("UPDATE meta SET value = ? WHERE key = ?");
  }

  /**
   * Writes the changes of one batch.
   *
   * Accounts are taken out before they are put back, so that accounts of one batch can pass a name
   * on to each other in any order.
   */
  apply(changes: readonly Change[]): void {
    const accounts = changes.filter((change) => change.kind === "putAccount");
    if (accounts.length > 1) { for (const { row } of accounts) this.#deleteAccount.run(row.id); }
    for (const change of changes) this.#applyOne(change);
  }

  #applyOne(change: Change): void {
    switch (change.kind) {
      case "putObject": {
        const { id, type, name, data } = change.row;
        this.#putObject.run(id, type, name, data);
        break;
      }
      case "deleteObject":
        this.#deleteObject.run(change.id);
        break;
      case "putAccount":
        this.#putAccount.run(change.row.id, ...accountValues(change.row));
        break;
      case "deleteAccount":
        this.#deleteAccount.run(change.id);
        break;
      case "putBan": {
        const { id, kind, pattern, reason, by, at, until = 0 } = change.row;
        this.#putBan.run(id, kind, pattern, reason, by, at, until);
        break;
      }
      case "deleteBan":
        this.#deleteBan.run(change.id);
        break;
      case "putPluginData":
        this.plugins.put(change.row);
        break;
      case "deletePluginData":
        this.plugins.delete(change.plugin, change.key);
        break;
      case "putPluginVersion":
        this.plugins.putVersion(change.row);
        break;
      case "putAudit":
        this.audit.put(change.row);
        break;
      case "trimAudit":
        this.audit.trim(change);
        break;
      case "putRan":
        this.ran.put(change);
        break;
      case "trimRan":
        this.ran.trim(change.before);
        break;
      default:
        change satisfies never;
        throw new TypeError(
          "Cannot apply a change as its kind must be known: current state is not",
        );
    }
  }

  /** Adds an account and returns its id. */
  addAccount(row: Omit<AccountRow, "id">): number {
    return Number(this.#addAccount.run(...accountValues(row)).lastInsertRowid);
  }

  /** Reads up to `limit` objects with ids above `id`, in the order of ids. */
  objectsAfter(id: number, limit: number): readonly ObjectRow[] {
    return this.#objectsAfter.all(id, limit).map((row) => ({
      id: Number(row.id),
      type: String(row.type),
      name: String(row.name),
      data: String(row.data),
    }));
  }

  /** Reads an account by its compared name. */
  findAccount(nameKey: string): AccountRow | undefined {
    return accountOf(this.#findAccount.get(nameKey));
  }

  /** Reads an account by its id. */
  getAccount(id: number): AccountRow | undefined {
    return accountOf(this.#getAccount.get(id));
  }

  /** Reads the data of up to `limit` accounts with ids above `id`, in the order of ids. */
  accountsAfter(id: number, limit: number): readonly Pick<AccountRow, "id" | "data">[] {
    return this.#accountsAfter.all(id, limit).map((row) => ({
      id: Number(row.id),
      data: String(row.data),
    }));
  }

  /** Reads every ban, in the order of ids. */
  bans(): readonly Ban[] {
    return this.#bans.all().map((row) => ({
      id: Number(row.id),
      kind: row.kind === "name" ? "name" : "address",
      pattern: String(row.pattern),
      reason: String(row.reason),
      by: String(row.madeBy),
      at: Number(row.madeAt),
      ...(row.until === 0 ? {} : { until: Number(row.until) }),
    }));
  }

  /** Tells whether any account is a superuser. */
  hasSuperuser(): boolean {
    return this.#superuser.get() !== undefined;
  }

  /** Reads a number the Store keeps for itself. */
  readMeta(key: MetaKey): number {
    return Number(this.#readMeta.get(key)?.value ?? 0);
  }

  /** Writes a number the Store keeps for itself. */
  writeMeta(key: MetaKey, value: number): void {
    this.#writeMeta.run(value, key);
  }
}

/** The numbers the Store keeps for itself: `writeProbe` only proves that writing works. */
export type MetaKey = "lastObjectId" | "writeProbe";

function accountValues(row: Omit<AccountRow, "id">): (string | number)[] {
  const { name, nameKey, password, isSuperuser, createdAt, data } = row;
  return [name, nameKey, password, isSuperuser ? 1 : 0, createdAt, data];
}

function accountOf(row: Record<string, unknown> | undefined): AccountRow | undefined {
  if (row === undefined) return undefined;
  return {
    id: Number(row.id),
    name: String(row.name),
    nameKey: String(row.nameKey),
    password: String(row.password),
    isSuperuser: row.isSuperuser === 1,
    createdAt: Number(row.createdAt),
    data: String(row.data),
  };
}
