import type { Account } from "../model.ts";
import type { VerifyResult } from "./accounts.ts";

/** A secret that is nobody's yet: an app that has it shows codes. */
export interface TwoFactorProposal {
  /** The secret, in base32 (RFC 4648). */
  readonly secret: string;
  /** The same with the names of the world and of the account, as apps read it: `otpauth://…`. */
  readonly uri: string;
  /** The address as a QR code: lines of block characters, light on dark. */
  readonly qr: readonly string[];
}

/** What became of the wish to be asked for codes. */
export type TurnOnResult =
  /** The recovery codes, which nobody can be shown again. */
  | { readonly kind: "on"; readonly recoveryCodes: readonly string[] }
  | Exclude<VerifyResult, { kind: "ok" }>;

/**
 * The codes that an account may ask for beside its password: those that an app makes of a secret and
 * the time (TOTP, RFC 6238), and recovery codes, of which each works once.
 *
 * @example A command that turns them on
 * ```ts
 * import { defineCommand } from "@vestibule/core";
 * import type { TurnOnResult, TwoFactor, TwoFactorProposal } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const shown = ({ secret, qr }: TwoFactorProposal) => [...qr, secret].join("\n");
 * const told = (result: TurnOnResult) =>
 *   result.kind === "on" ? result.recoveryCodes.join("\n") : "That is not the code.";
 * const safe = defineCommand({
 *   key: "safe",
 *   needs: "account",
 *   async run({ account, ask, game, msg, session: { address } }) {
 *     const twoFactor: TwoFactor = game.accounts.twoFactor;
 *     if (twoFactor.isOn(account)) return msg("It is on.");
 *     const proposal = await twoFactor.propose(account);
 *     // Text of this type is shown to its reader, and to nobody who watches.
 *     msg({ text: shown(proposal), type: "secret" });
 *     const code = await ask("The code: ", { secret: true });
 *     const result = await twoFactor.turnOn(account, proposal.secret, { code, address });
 *     msg({ text: told(result), type: "secret" });
 *   },
 * });
 *
 * assert.equal(safe.needs, "account");
 * ```
 */
export interface TwoFactor {
  /** Tells whether an account asks for codes. */
  isOn(account: Account): boolean;
  /** Says how many recovery codes are left to an account. */
  recoveryLeft(account: Account): number;
  /** Makes a secret for an account; nothing of it is kept. */
  propose(account: Account): Promise<TwoFactorProposal>;
  /**
   * Lets an account ask for codes from now on, if a code shows that its owner has the secret.
   *
   * @param account The account; a guest's asks for none.
   * @param secret What {@linkcode TwoFactor.propose} returned.
   * @param given The code, and where it came from.
   */
  turnOn(
    account: Account,
    secret: string,
    given: { readonly code: string; readonly address: string },
  ): Promise<TurnOnResult>;
  /**
   * Lets an account ask for codes no more.
   *
   * @param account The account.
   * @param by Who does it, if that is somebody else: the owner is told at the next login.
   */
  turnOff(account: Account, by?: Account): void;
  /** Gives an account that asks for codes new recovery codes; the old ones are worth nothing. */
  renewRecoveryCodes(account: Account): Promise<readonly string[]>;
  /** Looks at a code of an account, which is then used up; failures count per account and address. */
  check(account: Account, code: string, address: string): Promise<VerifyResult>;
  /** Returns the name of whoever else turned it off since this was last asked. */
  takeNotice(account: Account): string | undefined;
}
