import type { Engine } from "./engine.ts";
import { isPostgresUrl } from "./postgres/postgres_url.ts";
import { openDatabase } from "./sqlite.ts";
import { StoreEngine } from "./store_engine.ts";
import { claimFile, type OwnRealm } from "./world_realm.ts";

/**
 * Opens the Store in a place. What speaks to PostgreSQL is loaded only for a place that needs it.
 *
 * @param place A file for SQLite, or the address of a PostgreSQL database.
 * @param realm The realm whose Server opens it, if one does: it has this world from now on, and
 * another Server of that realm which has the database is ended. One that has a file never is.
 * @throws StoreOpenError when it cannot be opened, or is the world of another realm; what it holds
 * is as it was.
 */
export async function openEngine(place: string, realm?: OwnRealm): Promise<Engine> {
  if (!isPostgresUrl(place)) return openFile(place, realm);
  const { openPostgres } = await import("./postgres/postgres_database.ts");
  const { PostgresEngine } = await import("./postgres/postgres_engine.ts");
  const { claimDatabase } = await import("./postgres/postgres_realm.ts");
  const connection = await openPostgres(place, { realm: realm?.name });
  try {
    if (realm !== undefined) await claimDatabase(connection, place, realm);
    return new PostgresEngine(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

function openFile(path: string, realm: OwnRealm | undefined): Engine {
  const database = openDatabase(path);
  try {
    if (realm !== undefined) claimFile(database.sql, path, realm);
    return new StoreEngine(database);
  } catch (error) {
    database.close();
    throw error;
  }
}
