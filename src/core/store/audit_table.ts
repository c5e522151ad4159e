import type { DatabaseSync, StatementSync } from "node:sqlite";
import { AUDIT_KINDS, type AuditEntry } from "../audit/audit.ts";
import { isDeed, MAX_TRIMMED } from "./audit_deeds.ts";
import type { AuditPage, TrimAudit } from "./store.ts";

/** The audit log in the database, read and written through prepared statements. */
export class AuditTable {
  readonly #put: StatementSync;
  readonly #trim: StatementSync;
  readonly #lastId: StatementSync;
  readonly #page: StatementSync;

  /** Prepares every statement. */
  constructor(sql: DatabaseSync) {
    this.#put = sql.prepare(
      `INSERT INTO audit (id, at, kind, isDeed, accountId, account, doneBy, address, protocol,
                          sessid, detail, count, lastAt)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET count = excluded.count, lastAt = excluded.lastAt`,
    );
    this.#trim = sql.prepare(
      `DELETE FROM audit
       WHERE id IN (SELECT id FROM audit WHERE isDeed = :isDeed ORDER BY id LIMIT ${MAX_TRIMMED})
       AND (at < :before OR id <= ifnull(
         (SELECT id FROM audit WHERE isDeed = :isDeed ORDER BY id DESC LIMIT 1 OFFSET :keep), 0
       ))`,
    );
    this.#lastId = sql.prepare("SELECT max(id) AS id FROM audit");
    this.#page = sql.prepare(
      `SELECT * FROM audit
       WHERE id < :before AND at >= :since AND (:kind = '' OR kind = :kind)
       AND (:name = '' OR account = :name COLLATE NOCASE OR doneBy = :name COLLATE NOCASE)
       ORDER BY id DESC LIMIT :limit`,
    );
  }

  /** Writes an entry; of one that is there, how often it happened. */
  put(entry: AuditEntry): void {
    const { id, at, kind, accountId, account, by, address, protocol, sessid, detail } = entry;
    this.#put.run(
      ...[id, at, kind, isDeed(entry) ? 1 : 0, accountId ?? 0, account, by, address, protocol],
      ...[sessid ?? 0, detail, entry.count, entry.lastAt],
    );
  }

  /**
   * Removes what is too old or too much. What staff did is counted by itself, so that nobody pushes
   * it out by coming and going.
   */
  trim({ before, keep }: TrimAudit): void {
    for (const deeds of [0, 1]) this.#trim.run({ isDeed: deeds, before, keep });
  }

  /** Returns the highest number of an entry; 0 when there is none. */
  lastId(): number {
    return Number(this.#lastId.get()?.id ?? 0);
  }

  /** Reads entries, the newest first. */
  page({ before, since = 0, kind, name = "", limit }: AuditPage): readonly AuditEntry[] {
    return this.#page.all({ before, since, kind: kind ?? "", name, limit }).map(entryOf);
  }
}

/** An entry of a kind that nobody knows, as somebody wrote it by hand, counts as lost. */
function entryOf(row: Record<string, unknown>): AuditEntry {
  return {
    id: Number(row.id),
    at: Number(row.at),
    kind: AUDIT_KINDS.find((kind) => kind === row.kind) ?? "lost",
    accountId: Number(row.accountId) || null,
    account: String(row.account),
    by: String(row.doneBy),
    address: String(row.address),
    protocol: String(row.protocol),
    sessid: Number(row.sessid) || null,
    detail: String(row.detail),
    count: Number(row.count),
    lastAt: Number(row.lastAt),
  };
}
