import type { Settings } from "../settings/settings.ts";

/**
 * Returns the name of the realm that keeps the accounts, where that is another one than this; else
 * `undefined`: this one keeps them, or there is no other.
 */
export function homeAbroad(
  { realm, realms }: Pick<Settings, "realm" | "realms">,
): string | undefined {
  const [home = realm] = realms;
  return home === realm ? undefined : home;
}

/** What is said, without markup, to who would do in this realm what only the home realm can. */
export function keptAt(home: string): string {
  return `Accounts are kept in the realm "${home}": do that there.`;
}
