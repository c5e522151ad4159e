import type { Account, Game, PluginStorage } from "@vestibule/core";
import * as v from "valibot";

/** A name that is held for an account. */
const HoldSchema = v.object({
  /** The id of the account. */
  account: v.number(),
  /** Until when: milliseconds since 1970. */
  until: v.number(),
});

/** What the keys of holds begin with; the name follows, as it is compared. */
const PREFIX = "held/";

/** The names of characters in progress: each is held for one account, and one name for each. */
export class HeldNames {
  readonly #storage: PluginStorage;
  readonly #ms: number;

  /**
   * Creates them.
   *
   * @param storage Where they are kept, for accounts that are away, too.
   * @param seconds How long a name is held.
   */
  constructor(storage: PluginStorage, seconds: number) {
    this.#storage = storage;
    this.#ms = seconds * 1_000;
  }

  /** Holds a name for an account, or goes on holding it; what else it held is free. */
  take(name: string, account: number, now: number): void {
    const key = keyOf(name);
    if (this.#hold(key)?.account !== account) this.#sweep(account, now);
    this.#storage.set(key, { account, until: now + this.#ms });
  }

  /** Lets go of what an account holds. */
  release(account: number, now: number): void {
    this.#sweep(account, now);
  }

  /** Tells whether a name is held for somebody else. */
  isHeldFrom(name: string, account: number, now: number): boolean {
    const hold = this.#hold(keyOf(name));
    return hold !== undefined && hold.account !== account && hold.until > now;
  }

  /** Forgets what an account holds, and what nobody holds any more. */
  #sweep(account: number, now: number): void {
    for (const key of this.#storage.keys(PREFIX)) {
      const hold = this.#hold(key);
      const isHeld = hold !== undefined && hold.account !== account && hold.until > now;
      if (!isHeld) this.#storage.delete(key);
    }
  }

  #hold(key: string): v.InferOutput<typeof HoldSchema> | undefined {
    const read = v.safeParse(HoldSchema, this.#storage.get(key));
    return read.success ? read.output : undefined;
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

/** Returns the key of a name: names are alike whose letters are, whatever their case. */
function keyOf(name: string): string {
  return PREFIX + name.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();
}
