import type { Game } from "../api.ts";
import { commandLink } from "./markup.ts";

/**
 * Says, as markup, that a realm which keeps no accounts cannot change them; `undefined` where this
 * one keeps them.
 *
 * @param game The game.
 */
export function keptAtHome({ realms: { name, home } }: Game): string | undefined {
  if (name === home) return undefined;
  return `Your account is kept in the realm |w${home}|n. ` +
    `Type ${commandLink(`realm ${home}`)} to go there, and do that there.`;
}
