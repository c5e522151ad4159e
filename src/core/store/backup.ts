import { copyDatabase } from "./copy_database.ts";
import { readDatabase } from "./read_database.ts";
import { countRows } from "./count_rows.ts";
import { refuseTaken } from "./refuse_taken.ts";

/**
 * Copies a database, also while a server has it open: the copy is the world at one moment.
 *
 * @param path The database.
 * @param to Where the copy goes; no file of that name may be there.
 * @returns How many rows each table has.
 * @throws {StoreOpenError} When the database cannot be read.
 * @throws {Deno.errors.AlreadyExists} When the copy's name is taken.
 */
export function backUp(path: string, to: string): ReadonlyMap<string, number> {
  using database = readDatabase(path);
  refuseTaken(to);
  copyDatabase(database.sql, to);
  using copy = readDatabase(to);
  return countRows(copy.sql);
}
