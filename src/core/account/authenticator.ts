import type { BanKind } from "../gate/bans.ts";
import { addressKey } from "../gate/network.ts";
import { nameKey } from "../object/world.ts";
import type { AccountRow } from "../store/store.ts";
import type { StoredAccount } from "./account.ts";
import type { AccountServiceOptions } from "./account_service_options.ts";
import type { AuthenticateResult, CodeResult, VerifyResult } from "./accounts.ts";
import type { LoginGuard, Throttled } from "./login_guard.ts";
import type { StoredTwoFactor } from "./stored_two_factor.ts";

/** What an {@linkcode Authenticator} works with. */
export interface AuthenticatorOptions extends
  Pick<
    AccountServiceOptions,
    "bans" | "hasher" | "onLoginFail" | "store" | "takesChanges" | "trace"
  > {
  readonly guard: LoginGuard;
  readonly twoFactor: Pick<StoredTwoFactor, "check" | "isOn">;
  /** Returns the one object that stands for an account. */
  readonly fromRow: (row: AccountRow) => StoredAccount;
}

/** Finds out whether somebody is who they say: by the throttle first, then the bans (13.5). */
export class Authenticator {
  readonly #options: AuthenticatorOptions;

  /**
   * Creates it.
   *
   * @param options What it works with.
   */
  constructor(options: AuthenticatorOptions) {
    this.#options = options;
  }

  /** Looks at a name and a password. */
  async authenticate(
    name: string,
    password: string,
    address: string,
  ): Promise<AuthenticateResult> {
    const { store, hasher, fromRow, guard, twoFactor } = this.#options;
    const refusal = this.refusal(name, address);
    if (refusal !== undefined) return refusal;
    const key = nameKey(name);
    const row = await store.findAccount(key);
    const stored = row === undefined ? undefined : fromRow(row);
    const isKnown = stored?.knows(addressKey(address)) ?? false;
    const throttled = () => isKnown ? undefined : guard.account(key, address);
    const locked = throttled();
    if (locked !== undefined) return locked;
    const isRight = row === undefined
      ? await hasher.pretend(password).then(() => false)
      : await hasher.verify(password, row.password);
    // Guesses sent at once were all let in above; what was found out since counts for each.
    const newRefusal = this.refusal(name, address) ?? throttled();
    if (newRefusal !== undefined) return newRefusal;
    if (row !== undefined && stored?.fate === "kept" && isRight) {
      await this.#renewHash(stored, password, row.password);
      if (stored.fate === "kept") {
        if (twoFactor.isOn(stored)) return { kind: "code", owner: stored };
        return { kind: "ok", account: this.remembered(stored, address) };
      }
    }
    if (!isKnown) guard.failAccount(key, address);
    guard.failAddress(address, { account: row ?? null });
    await this.#options.onLoginFail(row?.id ?? null, address);
    return { kind: "wrong" };
  }

  /** Lets in an account that needs no password, unless throttles or bans keep it out. */
  admit(account: StoredAccount, address: string): AuthenticateResult {
    const refusal = this.refusal(account.name, address) ?? this.#throttled(account, address);
    if (refusal !== undefined) return refusal;
    if (account.fate !== "kept") return { kind: "wrong" };
    if (this.#options.twoFactor.isOn(account)) return { kind: "code", owner: account };
    return { kind: "ok", account: this.remembered(account, address) };
  }

  /** Looks at the code that follows a right password. */
  async authenticateCode(
    account: StoredAccount,
    code: string,
    address: string,
  ): Promise<CodeResult> {
    const { guard, twoFactor, onLoginFail } = this.#options;
    const key = nameKey(account.name);
    const isKnown = account.knows(addressKey(address));
    const refusal = this.refusal(account.name, address) ?? this.#throttled(account, address);
    if (refusal !== undefined) return refusal;
    const checked = account.fate === "kept" && twoFactor.isOn(account)
      ? await twoFactor.check(account, code, address)
      : { kind: "wrong" } as const;
    if (checked.kind === "ok") return { kind: "ok", account: this.remembered(account, address) };
    if (checked.kind === "throttled") return checked;
    if (!isKnown) guard.failAccount(key, address);
    await onLoginFail(account.id, address);
    return checked;
  }

  /** Looks at a password that an account gives again. */
  async verify(account: StoredAccount, password: string, address: string): Promise<VerifyResult> {
    const { guard, hasher } = this.#options;
    const before = guard.proof(account.id, address);
    if (before !== undefined) return before;
    const isRight = await hasher.verify(password, account.passwordHash);
    const after = guard.proof(account.id, address);
    if (after !== undefined) return after;
    if (isRight) return { kind: "ok" };
    guard.failProof(account, address);
    return { kind: "wrong" };
  }

  /** Says why nothing is looked at, if so. */
  refusal(
    name: string,
    address: string,
  ): Exclude<CodeResult, { kind: "ok" | "wrong" }> | undefined {
    const { guard } = this.#options;
    const throttled = guard.address(address);
    if (throttled !== undefined) return throttled;
    const what = this.ban(name, address);
    if (what === undefined) return undefined;
    guard.failAddress(address, { banned: what });
    return { kind: "banned", what };
  }

  /** Says what of them is banned, if anything. */
  ban(name: string, address: string): BanKind | undefined {
    const { bans } = this.#options;
    return (bans.addressBan(address) ?? bans.nameBan(nameKey(name)))?.kind;
  }

  /** Says whether too many have failed at an account, where it is not known. */
  #throttled(account: StoredAccount, address: string): Throttled | undefined {
    if (account.knows(addressKey(address))) return undefined;
    return this.#options.guard.account(nameKey(account.name), address);
  }

  /** Keeps from where an account was let in; it is let in even while nothing can be kept. */
  remembered(account: StoredAccount, address: string): StoredAccount {
    if (this.#options.takesChanges() && !account.isGuest) account.remember(addressKey(address));
    return account;
  }

  /** Makes a hash anew that was made at a lower cost, unless the password was changed meanwhile. */
  async #renewHash(account: StoredAccount, password: string, kept: string): Promise<void> {
    const { hasher, trace } = this.#options;
    if (!hasher.isOutdated(kept)) return;
    const hash = await hasher.hash(password);
    if (account.fate !== "kept" || account.passwordHash !== kept) return;
    if (!this.#options.takesChanges()) return;
    account.passwordHash = hash;
    trace.emit("account:rehash", { data: { account: account.id } });
  }
}
