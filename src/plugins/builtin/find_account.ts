import { type Account, type Game, outranks } from "../api.ts";
import { shownName, shownText } from "./markup.ts";

/** An account that somebody means to change, or why they may not. */
export type AccountMeant =
  | { readonly kind: "account"; readonly target: Account }
  | { readonly kind: "refused"; readonly problem: string };

/** Who means which account. */
export interface AccountWish {
  readonly game: Game;
  /** Who asks. */
  readonly account: Account;
  /** What they called the other. */
  readonly name: string;
}

/**
 * Finds an account that the caller may change: not a guest's, and of no higher permission.
 *
 * @param wish Who means whom.
 */
export async function accountMeant({ game, account, name }: AccountWish): Promise<AccountMeant> {
  const target = await game.accounts.find(name);
  if (target === undefined) return refused(`There is no account "${shownText(name)}".`);
  if (target.isGuest) {
    return refused(`${shownName(target.name)} is a guest, of whom nothing is kept.`);
  }
  if (!outranks(target, account)) return { kind: "account", target };
  return refused(`You cannot change ${shownName(target.name)}, whose permission is above yours.`);
}

function refused(problem: string): AccountMeant {
  return { kind: "refused", problem };
}
