import type { DatabaseSync, StatementSync } from "node:sqlite";
import { AUDIT_KINDS, type AuditEntry, type AuditKind } from "../audit/audit.ts";
import type { AuditPage, TrimAudit } from "./store.ts";

/** How many entries one change removes at most: the next one removes more. */
const MAX_TRIMMED = 10_000;

/** What staff does, whoever it is done to; the rest are comings and goings. */
const DEEDS: ReadonlySet<AuditKind> = new Set([
  ...["permission", "command", "control", "ban", "unban", "boot", "start", "lost"] as const,
]);

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
    const isDeed = by !== "" || DEEDS.has(kind) ? 1 : 0;
    this.#put.run(
      ...[id, at, kind, isDeed, accountId ?? 0, account, by, address, protocol],
      ...[sessid ?? 0, detail, entry.count, entry.lastAt],
    );
  }

  /**
   * Removes what is too old or too much. What staff did is counted by itself, so that nobody pushes
   * it out by coming and going.
   */
  trim({ before, keep }: TrimAudit): void {
    for (const isDeed of [0, 1]) this.#trim.run({ isDeed, before, keep });
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
