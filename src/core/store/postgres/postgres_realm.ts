import { NO_PASSWORD } from "../../account/password.ts";
import { type OwnRealm, refuseOtherRealm } from "../world_realm.ts";
import type { PostgresConnection, Runner } from "./postgres_connection.ts";
import { shownUrl } from "./postgres_url.ts";

/**
 * Keeps in a database whose world it is.
 *
 * @throws {StoreOpenError} When it is another realm's; nothing is changed then.
 */
export async function claimDatabase(
  connection: PostgresConnection,
  url: string,
  realm: OwnRealm,
): Promise<void> {
  await connection.transact(async (tx) => {
    const name = await realmOf(tx);
    const own = await tx`SELECT 1 FROM accounts WHERE password <> ${NO_PASSWORD} LIMIT 1`;
    refuseOtherRealm(shownUrl(url), { name, hasOwnAccounts: own.length > 0 }, realm);
    if (name === undefined) await nameDatabase(tx, realm.name);
  });
}

/** Makes a database the world of a realm, whose ever it was. */
export async function nameDatabase(tx: Runner, name: string): Promise<void> {
  await tx`
    INSERT INTO realm (id, name) VALUES (1, ${name})
    ON CONFLICT (id) DO UPDATE SET name = excluded.name`;
}

/** Returns the realm whose world is in a database, if one had it. */
export async function realmOf(sql: Runner): Promise<string | undefined> {
  const [row] = await sql<{ name: string }>`SELECT name FROM realm`;
  return row?.name;
}
