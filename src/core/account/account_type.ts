import type { Account, Game, Json, Session } from "../model.ts";

/** A type of accounts: what a new one starts with, and what it sees out of character. */
export interface AccountTypeDefinition {
  /** Attributes that a new one starts with. */
  readonly attributes?: Readonly<Record<string, Json>>;
  /** The registered name of a command set that a new one is given to keep. */
  readonly cmdset?: string;
  /** Is called at once with each new one, before others hear of it. */
  readonly onCreate?: (account: Account, game: Game) => void;
  /**
   * Returns the screen of one that is out of character: markup, at once.
   *
   * @param plain What would be shown without it.
   */
  readonly appearance?: (account: Account, session: Session, plain: string) => string;
}
