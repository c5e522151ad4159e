import type { AuditEntry, AuditKind } from "../audit/audit.ts";

/** How many entries of the audit log one change removes at most: the next one removes more. */
export const MAX_TRIMMED = 10_000;

/** What staff does, whoever it is done to; the rest are comings and goings. */
const DEEDS: ReadonlySet<AuditKind> = new Set([
  ...["permission", "command", "control", "ban", "unban", "boot", "start", "lost"] as const,
]);

/** Tells whether an entry is of what staff did. */
export function isDeed({ by, kind }: Pick<AuditEntry, "by" | "kind">): boolean {
  return by !== "" || DEEDS.has(kind);
}
