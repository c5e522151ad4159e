import type { BanKind } from "../gate/bans.ts";
import type { Account, GameObject } from "../model.ts";
import type { TwoFactor } from "./two_factor.ts";

/** What became of the wish for an account. */
export type CreateAccountResult =
  | { readonly kind: "created"; readonly account: Account }
  | { readonly kind: "refused"; readonly problems: readonly string[] };

/** What became of a name and a password. */
export type AuthenticateResult =
  | { readonly kind: "ok"; readonly account: Account }
  /** They are right, and a code is needed as well: see {@linkcode Accounts.authenticateCode}. */
  | { readonly kind: "code"; readonly owner: Account }
  | { readonly kind: "wrong" }
  /** The address, or the name whether or not somebody has it, is banned. */
  | { readonly kind: "banned"; readonly what: BanKind }
  /** Too many failures came from the address; for so many seconds more, nothing is looked at. */
  | { readonly kind: "throttled"; readonly seconds: number };

/** What became of the code that followed a name and a password. */
export type CodeResult = Exclude<AuthenticateResult, { kind: "code" }>;

/** What became of a password, or a code, that an account gave again. */
export type VerifyResult =
  | { readonly kind: "ok" }
  | { readonly kind: "wrong" }
  /** Too many failures came from the address; for so many seconds more, nothing is looked at. */
  | { readonly kind: "throttled"; readonly seconds: number };

/** What became of the wish to come in as a guest. */
export type CreateGuestResult =
  /** The account, with its character as `lastPuppet`. */
  | { readonly kind: "created"; readonly account: Account }
  /** The setting `guestEnabled` is off. */
  | { readonly kind: "disabled" }
  /** Every name of the setting `guestList` is taken. */
  | { readonly kind: "full" }
  /** The Store cannot keep anything just now. */
  | { readonly kind: "failed" }
  | Extract<AuthenticateResult, { kind: "banned" | "throttled" }>;

/** What a new character starts with, beside its name. */
export interface CharacterInit {
  /** What one sees when looking at it: markup; empty unless given. */
  readonly desc?: string;
  /** Other names it answers to; none unless given. */
  readonly aliases?: readonly string[];
  /** Where it is when it is first puppeted; the setting `startLocation` unless given. */
  readonly location?: GameObject;
}

/** What became of the wish for a character. */
export type CreateCharacterResult =
  | { readonly kind: "created"; readonly character: GameObject }
  | { readonly kind: "refused"; readonly problem: string };

/** Makes and finds accounts. */
export interface Accounts {
  /** Says what is wrong with an account's name, or `null`. */
  checkName(name: string): string | null;
  /** Says what is wrong with a password for this name, or `null`. */
  checkPassword(password: string, name: string): string | null;
  /**
   * Makes an account, durably; with a character of its name, if that is free, when the setting
   * `autoCreateCharacterWithAccount` is on (behaviour 6.10).
   *
   * @param password `null` makes one that no password fits until {@linkcode Accounts.setPassword}
   * gives it one: {@linkcode Accounts.admit} lets it in.
   */
  create(name: string, password: string | null, address: string): Promise<CreateAccountResult>;
  /** Makes an account for a guest, with a character; log it in, or delete it. */
  createGuest(address: string): Promise<CreateGuestResult>;
  /** Finds the account of this name, whatever its case. */
  find(name: string): Promise<Account | undefined>;
  /** Finds the account with this number. */
  get(id: number): Promise<Account | undefined>;
  /**
   * Deletes an account for good (behaviour 1.6.12): its sessions end first, then it goes, with its
   * characters; what they carry stays where they are. Nothing happens when it is gone already.
   */
  delete(account: Account): Promise<void>;
  /** The codes that accounts ask for beside the password. */
  readonly twoFactor: TwoFactor;
  /**
   * Finds the account with this name and password. Where the answer is `code`, nobody is to be let
   * in before {@linkcode Accounts.authenticateCode} has said so.
   */
  authenticate(name: string, password: string, address: string): Promise<AuthenticateResult>;
  /**
   * Lets in an account that has proved itself by something else than its password, such as a code
   * or a signed link that the plugin has checked: throttles and bans hold as for a password, and
   * an account that asks for codes is answered `code`; one that is deleted, `wrong`. Where the proof
   * is wrong, ask {@linkcode Accounts.authenticate} instead, which counts the failure.
   */
  admit(account: Account, address: string): Promise<AuthenticateResult>;
  /** Looks at the code behind a right password; an account that asks for none takes none. */
  authenticateCode(account: Account, code: string, address: string): Promise<CodeResult>;
  /** Tells whether this is the account's password; failures count per account and address. */
  verify(account: Account, password: string, address: string): Promise<VerifyResult>;
  /** Changes a password; it must have passed {@linkcode Accounts.checkPassword}. */
  setPassword(account: Account, password: string): Promise<void>;
  /**
   * Makes a character for an account, within its limits: of the account's name unless given. The
   * account's only character is the one to puppet at its next login.
   */
  createCharacter(account: Account, name?: string, init?: CharacterInit): CreateCharacterResult;
  /**
   * Says why an account may not have one more character, or one of this name, or `null`: one
   * sentence for its user, as {@linkcode Accounts.createCharacter} would refuse it.
   */
  checkCharacter(account: Account, name?: string): string | null;
  /** Makes the account the superuser if this is the start's one-time code. */
  claim(account: Account, code: string): boolean;
}
