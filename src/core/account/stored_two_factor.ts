import { createHash } from "node:crypto";
import type { AuditLog } from "../audit/audit_log.ts";
import type { Clock } from "../clock.ts";
import type { Account } from "../model.ts";
import type { Settings } from "../settings/settings.ts";
import type { Trace } from "../trace/trace.ts";
import type { StoredAccount } from "./account.ts";
import type { VerifyResult } from "./accounts.ts";
import { type KeptTwoFactor, keptTwoFactor } from "./kept_two_factor.ts";
import type { LoginGuard } from "./login_guard.ts";
import { qrText } from "./qr_text.ts";
import { storedAccount } from "./stored_account.ts";
import { newRecoveryCode, newTotpSecret, totpStep, totpUri } from "./totp.ts";
import type { TurnOnResult, TwoFactor, TwoFactorProposal } from "./two_factor.ts";

/** What a {@linkcode StoredTwoFactor} works with. */
export interface StoredTwoFactorOptions {
  readonly settings: Pick<Settings, "serverName">;
  readonly clock: Pick<Clock, "now">;
  readonly guard: Pick<LoginGuard, "code" | "failCode">;
  readonly trace: Trace;
  readonly audit: Pick<AuditLog, "record">;
}

type KeptOn = Extract<KeptTwoFactor, { kind: "on" }>;

/** How many recovery codes an account is given. */
const RECOVERY_CODES = 10;
const TOTP_CODE = /^\d{6}$/;

/** The codes of accounts, kept in their rows. */
export class StoredTwoFactor implements TwoFactor {
  readonly #options: StoredTwoFactorOptions;

  /**
   * Creates it.
   *
   * @param options What it works with.
   */
  constructor(options: StoredTwoFactorOptions) {
    this.#options = options;
  }

  isOn(account: Account): boolean {
    return keptOn(storedAccount(account)) !== undefined;
  }

  recoveryLeft(account: Account): number {
    return keptOn(storedAccount(account))?.recovery.length ?? 0;
  }

  async propose({ name }: Account): Promise<TwoFactorProposal> {
    const secret = await newTotpSecret();
    const issuer = this.#options.settings.serverName;
    const uri = await totpUri(secret, { issuer, label: name });
    return { secret, uri, qr: await qrText(uri) };
  }

  async turnOn(
    account: Account,
    secret: string,
    { code, address }: { readonly code: string; readonly address: string },
  ): Promise<TurnOnResult> {
    const stored = storedAccount(account);
    if (stored.isGuest || this.isOn(stored)) {
      throw new TypeError(
        `Cannot turn on codes as account ${stored.id} must be kept, and ask for none: ` +
          `current value is "${stored.isGuest ? "guest" : "on"}"`,
      );
    }
    const codes = await newRecoveryCodes();
    const step = await this.#step(secret, plainOf(code));
    const throttled = this.#options.guard.code(stored.id, address);
    if (throttled !== undefined) return throttled;
    if (step === undefined) return this.#wrong(stored, address);
    stored.twoFactor = { kind: "on", secret, lastStep: step, recovery: codes.map(hashOf) };
    this.#tell(stored, "on");
    return { kind: "on", recoveryCodes: codes };
  }

  turnOff(account: Account, by?: Account): void {
    const stored = storedAccount(account);
    if (keptOn(stored) === undefined) return;
    const isOther = by !== undefined && by.id !== stored.id;
    stored.twoFactor = isOther ? { kind: "off", by: by.name } : undefined;
    this.#tell(stored, "off");
  }

  async renewRecoveryCodes(account: Account): Promise<readonly string[]> {
    const stored = storedAccount(account);
    const codes = await newRecoveryCodes();
    const kept = keptOn(stored);
    if (kept === undefined) {
      throw new TypeError(
        `Cannot make recovery codes as account ${stored.id} must ask for codes: current value is "off"`,
      );
    }
    stored.twoFactor = { ...kept, recovery: codes.map(hashOf) };
    this.#tell(stored, "new recovery codes");
    return codes;
  }

  async check(account: Account, code: string, address: string): Promise<VerifyResult> {
    const stored = storedAccount(account);
    const typed = plainOf(code);
    const secret = keptOn(stored)?.secret ?? "";
    const step = TOTP_CODE.test(typed) ? await this.#step(secret, typed) : undefined;
    // Nothing is awaited from here on: of two who give the same code at once, one comes too late.
    const throttled = this.#options.guard.code(stored.id, address);
    if (throttled !== undefined) return throttled;
    const isRight = step === undefined
      ? this.#useRecoveryCode(stored, typed)
      : useStep(stored, secret, step);
    return isRight ? { kind: "ok" } : this.#wrong(stored, address);
  }

  takeNotice(account: Account): string | undefined {
    const stored = storedAccount(account);
    const kept = keptTwoFactor(stored);
    if (kept?.kind !== "off") return undefined;
    stored.twoFactor = undefined;
    return kept.by;
  }

  async #step(secret: string, code: string): Promise<number | undefined> {
    if (secret === "") return undefined;
    const now = this.#options.clock.now();
    return await totpStep({ secret, code, now });
  }

  #useRecoveryCode(account: StoredAccount, typed: string): boolean {
    const kept = keptOn(account);
    const hash = hashOf(typed);
    if (kept === undefined || !kept.recovery.includes(hash)) return false;
    const recovery = kept.recovery.filter((one) => one !== hash);
    account.twoFactor = { ...kept, recovery };
    this.#tell(account, `recovery code used, ${recovery.length} left`);
    return true;
  }

  #wrong(account: StoredAccount, address: string): { readonly kind: "wrong" } {
    this.#options.guard.failCode(account, address);
    return { kind: "wrong" };
  }

  #tell(account: StoredAccount, detail: string): void {
    const { trace, audit } = this.#options;
    trace.emit("account:2fa", { data: { account: account.id, detail } });
    audit.record({ kind: "2fa", account, detail });
  }
}

/** A code that was seen once is worth nothing any more, and none before it (RFC 6238, section 5.2). */
function useStep(account: StoredAccount, secret: string, step: number): boolean {
  const kept = keptOn(account);
  if (kept === undefined || kept.secret !== secret || step <= kept.lastStep) return false;
  account.twoFactor = { ...kept, lastStep: step };
  return true;
}

function keptOn(account: StoredAccount): KeptOn | undefined {
  const kept = keptTwoFactor(account);
  return kept?.kind === "on" ? kept : undefined;
}

function newRecoveryCodes(): Promise<string[]> {
  return Promise.all(Array.from({ length: RECOVERY_CODES }, newRecoveryCode));
}

/** A plain hash: a recovery code has 80 random bits, so it cannot be guessed as a password can. */
function hashOf(recoveryCode: string): string {
  return createHash("sha256").update(plainOf(recoveryCode)).digest("base64url");
}

/** A code as it counts, however it was grouped. */
function plainOf(code: string): string {
  return code.replace(/[\s-]/g, "").toLowerCase();
}
