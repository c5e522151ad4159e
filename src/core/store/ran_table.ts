import type { DatabaseSync, StatementSync } from "node:sqlite";
import { readRanges, writeRanges } from "./line_ranges.ts";
import type { PutRan, RanLine } from "./store.ts";

/** The lines that are used up in the database, read and written through prepared statements. */
export class RanTable {
  readonly #put: StatementSync;
  readonly #trim: StatementSync;
  readonly #of: StatementSync;

  /** Prepares every statement. */
  constructor(sql: DatabaseSync) {
    this.#put = sql.prepare(
      `INSERT INTO ran (sessid, line, at, beyond) VALUES (?, ?, ?, ?)
       ON CONFLICT (sessid) DO UPDATE
       SET beyond = CASE WHEN excluded.line < line THEN beyond ELSE coalesce(excluded.beyond, beyond) END,
           line = max(line, excluded.line), at = excluded.at`,
    );
    this.#trim = sql.prepare("DELETE FROM ran WHERE at < ?");
    this.#of = sql.prepare(
      "SELECT sessid, line, beyond FROM ran WHERE sessid IN (SELECT value FROM json_each(?))",
    );
  }

  /** Writes how far the lines of sessions are used up. */
  put({ lines, at }: PutRan): void {
    for (const [sessid, line, beyond] of lines) {
      this.#put.run(sessid, line, at, writeRanges(beyond));
    }
  }

  /** Forgets the sessions that used none up since then. */
  trim(before: number): void {
    this.#trim.run(before);
  }

  /** Reads how far the lines of these sessions are used up. */
  of(sessids: readonly number[]): readonly RanLine[] {
    return this.#of.all(JSON.stringify(sessids))
      .map(({ sessid, line, beyond }) => {
        const ran = [Number(sessid), Number(line)] as const;
        return beyond === null ? ran : [...ran, readRanges(String(beyond))];
      });
  }
}
