import type { DatabaseSync } from "node:sqlite";
import { NO_PASSWORD } from "../account/password.ts";
import { StoreOpenError } from "./store_open_error.ts";

/** The realm whose Server opens a world. */
export interface OwnRealm {
  readonly name: string;
  /** Whether it keeps the accounts of all realms behind the same Portals; alone it does, too. */
  readonly isHome: boolean;
}

/** What a world tells of whose it is. */
export interface KnownRealm {
  /** The realm that had it before; `undefined` when none did. */
  readonly name: string | undefined;
  /** Whether accounts were made in it that have a password. */
  readonly hasOwnAccounts: boolean;
}

/**
 * Makes sure that a world is this realm's, or may become so: two realms with one world would both
 * play it, one after the other.
 *
 * @param place The world's place, as it may be shown.
 * @throws {StoreOpenError} When it is another realm's.
 */
export function refuseOtherRealm(place: string, world: KnownRealm, realm: OwnRealm): void {
  const { name } = realm;
  const remedy =
    "give each realm a dataFolder or a database of its own, or, where it is this realm's all the " +
    `same, run \`deno task store realm --of PLACE --name ${name}\``;
  if (world.name !== undefined && world.name !== name) {
    throw new StoreOpenError({
      ...{ path: place, remedy },
      needed: `it must be the world of the realm "${name}"`,
      state: `the world of the realm "${world.name}"`,
    });
  }
  if (world.name === undefined && world.hasOwnAccounts && !realm.isHome) {
    throw new StoreOpenError({
      ...{ path: place, remedy },
      needed: `it must hold no accounts of its own, as the realm "${name}" makes none`,
      state: "a world with such accounts",
    });
  }
}

/**
 * Keeps in a file whose world it is.
 *
 * @throws {StoreOpenError} When it is another realm's; nothing is changed then.
 */
export function claimFile(sql: DatabaseSync, path: string, realm: OwnRealm): void {
  const name = realmIn(sql);
  const own = sql.prepare("SELECT 1 FROM accounts WHERE password <> ? LIMIT 1").get(NO_PASSWORD);
  refuseOtherRealm(path, { name, hasOwnAccounts: own !== undefined }, realm);
  if (name === undefined) nameFile(sql, realm.name);
}

/** Makes a file the world of a realm, whose ever it was. */
export function nameFile(sql: DatabaseSync, name: string): void {
  sql.prepare(
    "INSERT INTO realm (id, name) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
  ).run(name);
}

/** Returns the realm whose world is in a file, if one had it. */
export function realmIn(sql: DatabaseSync): string | undefined {
  const name = sql.prepare("SELECT name FROM realm").get()?.name;
  return name === undefined ? undefined : String(name);
}
