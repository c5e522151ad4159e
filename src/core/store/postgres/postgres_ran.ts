import { laterRan } from "../later_ran.ts";
import { readRanges, writeRanges } from "../line_ranges.ts";
import type { PutRan, RanLine } from "../store.ts";
import type { Runner } from "./postgres_connection.ts";

/** What is kept of one session. */
interface Row {
  readonly sessid: number;
  readonly line: number;
  readonly beyond: string | null;
}

/** Writes how far the lines of sessions are used up, as several changes say, in their order. */
export async function putRan(tx: Runner, changes: readonly PutRan[]): Promise<void> {
  // One statement may not write a row twice.
  const rows = new Map<number, { readonly ran: RanLine; readonly at: number }>();
  for (const { lines, at } of changes) {
    for (const ran of lines) rows.set(ran[0], { ran: laterRan(rows.get(ran[0])?.ran, ran), at });
  }
  const values = [...rows.values()];
  const lines = values.map(({ ran: [, line] }) => line);
  const beyond = values.map(({ ran }) => writeRanges(ran[2]));
  await tx`
    INSERT INTO ran (sessid, line, at, beyond)
    SELECT * FROM unnest(${[...rows.keys()]}::bigint[], ${lines}::bigint[],
                         ${values.map(({ at }) => at)}::bigint[], ${beyond}::text[])
    ON CONFLICT (sessid) DO UPDATE
    SET beyond = CASE WHEN excluded.line < ran.line THEN ran.beyond
                      ELSE coalesce(excluded.beyond, ran.beyond) END,
        line = greatest(ran.line, excluded.line), at = excluded.at`;
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
  const rows = await sql<Row>`
    SELECT sessid, line, beyond FROM ran WHERE sessid = ANY(${[...sessids]}::bigint[])`;
  return rows.map(({ sessid, line, beyond }) =>
    beyond === null ? [sessid, line] : [sessid, line, readRanges(beyond)]
  );
}
