import type { DatabaseSync } from "node:sqlite";
import { tablesOf } from "./tables_of.ts";

/** Counts the rows of each table, without what SQLite keeps for itself. */
export function countRows(sql: DatabaseSync): ReadonlyMap<string, number> {
  return new Map(
    tablesOf(sql).map(({ name }) => [
      name,
      Number(sql.prepare(`SELECT count(*) AS rows FROM "${name}"`).get()?.rows ?? 0),
    ]),
  );
}
