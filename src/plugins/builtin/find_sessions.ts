import { type Account, type Game, permitsAccount, type Session } from "../api.ts";

/** The permission from which one may look into the sessions of others. */
const MAY_LOOK = "Builder";

/**
 * Finds sessions by `#` and a number, or by the name of their account, whatever its case.
 *
 * @param game The game.
 * @param who Who is meant.
 */
export function findSessions(game: Game, who: string): readonly Session[] {
  const [, number] = /^#(\d{1,15})$/.exec(who) ?? [];
  if (number !== undefined) {
    const session = game.sessions.get(Number(number));
    return session === undefined ? [] : [session];
  }
  const wanted = who.toLowerCase();
  return game.sessions.accounts().find(({ name }) => name.toLowerCase() === wanted)?.sessions ?? [];
}

/** Tells whether an account may look into the sessions of others. */
export function mayLookInside(account: Account): boolean {
  return permitsAccount(account, MAY_LOOK);
}
