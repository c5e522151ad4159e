import { shownUrl } from "../../core/store/postgres/postgres_url.ts";
import { readDatabase } from "../../core/store/read_database.ts";
import { openDatabase } from "../../core/store/sqlite.ts";
import { nameFile, realmIn } from "../../core/store/world_realm.ts";
import type { Place } from "./copy_args.ts";

/**
 * Makes a world that of a realm, whose ever it was.
 *
 * @returns What was done, in a few words.
 * @throws {StoreOpenError} When there is no world, or a server uses it; nothing was changed.
 */
export async function runRealm(
  { of, name }: { readonly of: Place; readonly name: string },
): Promise<string> {
  return of.kind === "sqlite" ? inFile(of.path, name) : await inDatabase(of.url, name);
}

function inFile(path: string, name: string): string {
  // One that is not there would be made.
  readDatabase(path)[Symbol.dispose]();
  const database = openDatabase(path);
  try {
    const before = realmIn(database.sql);
    nameFile(database.sql, name);
    return told(path, before, name);
  } finally {
    database.close();
  }
}

async function inDatabase(url: string, name: string): Promise<string> {
  // Only who names one needs them.
  const { openPostgres } = await import("../../core/store/postgres/postgres_database.ts");
  const { nameDatabase, realmOf } = await import("../../core/store/postgres/postgres_realm.ts");
  const database = await openPostgres(url, { isSource: true });
  try {
    const before = await realmOf(database.sql);
    await database.transact((tx) => nameDatabase(tx, name));
    return told(shownUrl(url), before, name);
  } finally {
    await database.close();
  }
}

function told(place: string, before: string | undefined, name: string): string {
  const was = before === undefined ? "no realm's" : `that of the realm "${before}"`;
  return `${place} is the world of the realm "${name}" now; it was ${was}.`;
}
