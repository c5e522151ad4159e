import { isPercentEncoded } from "../../settings/is_percent_encoded.ts";

/** PostgreSQL's port, where an address names none. */
export const DEFAULT_PORT = 5432;

/** How an address may ask for TLS: not at all, with any certificate, with one that is trusted. */
const SSL_MODES: readonly string[] = ["disable", "require", "verify-full"];

/** Tells whether a place of a store is meant to be a PostgreSQL database, and no file. */
export function isPostgresUrl(place: string): boolean {
  return /^postgres(?:ql)?:/.test(place);
}

/**
 * Says what is wrong with the address of a database, or `null`. What it says shows nothing of the
 * address, which may hold a password.
 */
export function addressProblem(url: string): string | null {
  if (!isPostgresUrl(url) || !URL.canParse(url)) return WRITTEN;
  const { hostname, pathname, hash, searchParams, username, password } = new URL(url);
  if (hostname === "" || !/^\/[^/@]+$/.test(pathname) || hash !== "") return WRITTEN;
  if (![username, password, pathname].every(isPercentEncoded)) return WRITTEN;
  for (const [name, value] of searchParams) {
    if (name !== "sslmode" || !SSL_MODES.includes(value)) {
      return `nothing may follow the "?" but sslmode=${SSL_MODES.join(", ")}`;
    }
  }
  return null;
}

const WRITTEN =
  "it must be postgres://USER@HOST/NAME or postgres://USER:PASSWORD@HOST:PORT/NAME, " +
  "with other letters and digits percent-encoded, such as %2F for a slash";

/** Returns the address of a database as it may be shown: without the user's password. */
export function shownUrl(url: string): string {
  if (addressProblem(url) !== null) return "postgres://…";
  const { username, host, pathname } = new URL(url);
  return `postgres://${username === "" ? "" : `${username}@`}${host}${pathname}`;
}

/** What the client looks up beside its database's address, such as `PGPASSWORD`. */
export const POSTGRES_NEEDS = { env: ["PG*"] } satisfies Deno.PermissionOptionsObject;

/** Returns the host and the port of a database, as a permission names them. */
export function hostOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || DEFAULT_PORT}`;
}
