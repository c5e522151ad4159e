import type { Account, GameObject } from "../api.ts";

/** Returns the characters of an account, the oldest first, whichever of them moved last. */
export function ownCharacters(account: Account): readonly GameObject[] {
  return [...account.characters].sort((a, b) => a.id - b.id);
}
