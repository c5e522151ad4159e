import type { Account, Game } from "@vestibule/core";

/** A name that is kept for an account. */
export interface Hold {
  /** The id of the account. */
  readonly account: number;
  /** Until when: milliseconds since 1970. */
  readonly until: number;
}

/** Where holds are kept, by the name as it is compared. */
export interface HoldKeeper {
  get(key: string): Hold | undefined;
  set(key: string, hold: Hold | undefined): void;
  entries(): Iterable<readonly [key: string, hold: Hold]>;
}

/** The names of characters in progress: each is one account's, which has one at most. */
export class HeldNames {
  readonly #keeper: HoldKeeper;
  readonly #seconds: number;

  /**
   * Creates them.
   *
   * @param keeper Where they are kept.
   * @param seconds How long a name is held.
   */
  constructor(keeper: HoldKeeper, seconds: number) {
    this.#keeper = keeper;
    this.#seconds = seconds;
  }

  /** Holds a name for an account, or goes on holding it; what else it held is free. */
  take(name: string, account: number, now: number): void {
    const key = nameKey(name);
    for (const [other, hold] of [...this.#keeper.entries()]) {
      const isOver = hold.until <= now || hold.account === account;
      if (isOver && other !== key) this.#keeper.set(other, undefined);
    }
    this.#keeper.set(key, { account, until: now + this.#seconds * 1_000 });
  }

  /** Lets go of what an account holds. */
  release(account: number): void {
    for (const [key, hold] of [...this.#keeper.entries()]) {
      if (hold.account === account) this.#keeper.set(key, undefined);
    }
  }

  /** Tells whether a name is held for somebody else. */
  isHeldFrom(name: string, account: number, now: number): boolean {
    const hold = this.#keeper.get(nameKey(name));
    return hold !== undefined && hold.account !== account && hold.until > now;
  }
}

/** What {@linkcode nameProblem} looks at. */
export interface NameView {
  readonly account: Account;
  readonly game: Game;
  readonly names: HeldNames;
}

/**
 * Says why an account cannot call its next character so.
 *
 * @returns One sentence, plain, or `undefined`.
 */
export function nameProblem(
  name: string,
  { account, game, names }: NameView,
): string | undefined {
  if (names.isHeldFrom(name, account.id, game.now())) {
    return `The name "${name}" is held for somebody who makes a character just now. ` +
      "Choose another one.";
  }
  // Who may have no more characters is told so at the end; the name is not to blame.
  if (game.accounts.checkCharacter(account) !== null) return undefined;
  return game.accounts.checkCharacter(account, name) ?? undefined;
}

/** Returns a name as it is shown: composed letters, single spaces. */
export function tidyName(typed: string): string {
  return typed.normalize("NFC").replaceAll(/\s+/g, " ").trim();
}

/** Returns the account's own name as a character's, if it can have it. */
export function suggestedName(view: NameView): string | undefined {
  const [first = "", ...rest] = view.account.name;
  const name = first.toUpperCase() + rest.join("");
  return nameProblem(name, view) === undefined ? name : undefined;
}

/** Returns a name as it is compared. */
function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();
}
