import type { PutRan, RanLine } from "../store.ts";
import type { Runner } from "./postgres_connection.ts";

/** Writes how far the lines of sessions are used up, as several changes say, in their order. */
export async function putRan(tx: Runner, changes: readonly PutRan[]): Promise<void> {
  // One statement may not write a row twice.
  const rows = new Map<number, { readonly line: number; readonly at: number }>();
  for (const { lines, at } of changes) {
    for (const [sessid, line] of lines) {
      rows.set(sessid, { line: Math.max(line, rows.get(sessid)?.line ?? 0), at });
    }
  }
  const values = [...rows.values()];
  await tx`
    INSERT INTO ran (sessid, line, at)
    SELECT * FROM unnest(${[...rows.keys()]}::bigint[], ${values.map(({ line }) => line)}::bigint[],
                         ${values.map(({ at }) => at)}::bigint[])
    ON CONFLICT (sessid) DO UPDATE
    SET line = greatest(ran.line, excluded.line), at = excluded.at`;
}

/** Forgets the sessions that used no line up since then. */
export async function trimRan(tx: Runner, before: number): Promise<void> {
  await tx`DELETE FROM ran WHERE at < ${before}`;
}

/** Reads how far the lines of these sessions are used up. */
export async function ranLines(
  sql: Runner,
  sessids: readonly number[],
): Promise<readonly RanLine[]> {
  const rows = await sql<{ readonly sessid: number; readonly line: number }>`
    SELECT sessid, line FROM ran WHERE sessid = ANY(${[...sessids]}::bigint[])`;
  return rows.map(({ sessid, line }) => [sessid, line]);
}
