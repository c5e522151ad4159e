import type { Engine } from "./engine.ts";
import { isPostgresUrl } from "./postgres/postgres_url.ts";
import { openDatabase } from "./sqlite.ts";
import { StoreEngine } from "./store_engine.ts";

/**
 * Opens the Store in a place. What speaks to PostgreSQL is loaded only for a place that needs it.
 *
 * @param place A file for SQLite, or the address of a PostgreSQL database.
 * @param realm The realm whose Server opens it, if one does: another one of that realm which has the
 * database is ended. One that has a file never is.
 * @throws StoreOpenError when it cannot be opened; it is as it was.
 */
export async function openEngine(
  place: string,
  realm?: string,
): Promise<Engine> {
  if (!isPostgresUrl(place)) return new StoreEngine(openDatabase(place));
  const { openPostgres } = await import("./postgres/postgres_database.ts");
  const { PostgresEngine } = await import("./postgres/postgres_engine.ts");
  return new PostgresEngine(await openPostgres(place, { realm }));
}
