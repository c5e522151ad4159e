import { AUDIT_KINDS, type AuditEntry } from "../../audit/audit.ts";
import { isDeed, MAX_TRIMMED } from "../audit_deeds.ts";
import type { AuditPage, TrimAudit } from "../store.ts";
import type { Runner } from "./postgres_connection.ts";

/** Writes an entry; of one that is there, how often it happened. */
export async function putAudit(tx: Runner, entry: AuditEntry): Promise<void> {
  const { id, at, kind, accountId, account, by, address, protocol, sessid, detail } = entry;
  await tx`
    INSERT INTO audit (id, at, kind, is_deed, account_id, account, done_by, address, protocol,
                       sessid, detail, count, last_at)
    VALUES (${id}, ${at}, ${kind}, ${isDeed(entry)}, ${accountId ?? 0}, ${account}, ${by},
            ${address}, ${protocol}, ${sessid ?? 0}, ${detail}, ${entry.count}, ${entry.lastAt})
    ON CONFLICT (id) DO UPDATE SET count = excluded.count, last_at = excluded.last_at`;
}

/** Removes what is too old or too much; what staff did is counted by itself. */
export async function trimAudit(tx: Runner, { before, keep }: TrimAudit): Promise<void> {
  for (const deeds of [false, true]) {
    await tx`
      DELETE FROM audit
      WHERE id IN (SELECT id FROM audit WHERE is_deed = ${deeds} ORDER BY id LIMIT ${MAX_TRIMMED})
      AND (at < ${before} OR id <= coalesce(
        (SELECT id FROM audit WHERE is_deed = ${deeds} ORDER BY id DESC LIMIT 1 OFFSET ${keep}), 0
      ))`;
  }
}

/** Returns the highest number of an entry; 0 when there is none. */
export async function lastAuditId(sql: Runner): Promise<number> {
  const [row] = await sql<{ id: number | null }>`SELECT max(id) AS id FROM audit`;
  return row?.id ?? 0;
}

/** Reads entries, the newest first; names are compared without case in a to z, as SQLite does. */
export async function auditPage(
  sql: Runner,
  { before, since = 0, kind, name = "", limit }: AuditPage,
): Promise<readonly AuditEntry[]> {
  const rows = await sql<AuditEntry>`
    SELECT id, at, kind, account_id AS "accountId", account, done_by AS by, address, protocol,
           sessid, detail, count, last_at AS "lastAt"
    FROM audit
    WHERE id < ${before} AND at >= ${since}
    AND (${kind ?? ""} = '' OR kind = ${kind ?? ""})
    AND (${name} = '' OR lower(account COLLATE "C") = lower(${name} COLLATE "C")
         OR lower(done_by COLLATE "C") = lower(${name} COLLATE "C"))
    ORDER BY id DESC LIMIT ${limit}`;
  return rows.map((row) => ({
    ...row,
    kind: AUDIT_KINDS.find((known) => known === row.kind) ?? "lost",
    accountId: row.accountId || null,
    sessid: row.sessid || null,
  }));
}
