import type { AuditedAccount } from "../audit/audit.ts";
import type { AuditLog } from "../audit/audit_log.ts";
import type { Clock } from "../clock.ts";
import { isLoopback } from "../gate/address.ts";
import type { BanKind } from "../gate/bans.ts";
import { addressKey } from "../gate/network.ts";
import { Throttle } from "../gate/throttle.ts";
import type { Settings } from "../settings/settings.ts";
import type { Trace } from "../trace/trace.ts";

/** What a {@linkcode LoginGuard} is made with. */
export interface LoginGuardOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly audit: Pick<AuditLog, "recordRefusal">;
}

/** For so many seconds more, nothing is looked at. */
export interface Throttled {
  readonly kind: "throttled";
  readonly seconds: number;
}

/** Why somebody is not let in; never a password. */
export type Failure =
  /** The password is not that of the account; `null` when there is no account of the name. */
  | { readonly account: AuditedAccount | null }
  /** The password is right, or needed none, and the code is not. */
  | { readonly account: AuditedAccount; readonly wrong: "code" }
  | { readonly banned: BanKind }
  /** As many guests are here as there may be. */
  | { readonly guests: number };

/** What was done too often. */
type Throttling = "address" | "account" | "all" | "proof" | "code" | "creation";

/** How many keys a throttle remembers. */
const MAX_KEYS = 10_000;

/**
 * Counts what fails at the gate, and refuses who fails too often: at an address, at an account, and in
 * all. An account is looked at from where its owner logged in before, however many guess elsewhere.
 */
export class LoginGuard {
  readonly #options: LoginGuardOptions;
  readonly #throttles: Readonly<Record<Throttling, Throttle>>;

  /** Creates a guard that has seen nothing yet. */
  constructor(options: LoginGuardOptions) {
    const { settings } = options;
    const failures = (limit: number) =>
      new Throttle(
        limit,
        settings.loginThrottleTimeout * 1000,
        MAX_KEYS,
        settings.loginThrottleMaxTimeout * 1000,
      );
    this.#options = options;
    this.#throttles = {
      address: failures(settings.loginThrottleLimit),
      account: failures(settings.accountThrottleLimit),
      all: failures(settings.loginThrottleTotal),
      proof: failures(settings.loginThrottleLimit),
      code: failures(settings.loginThrottleLimit),
      creation: new Throttle(
        settings.creationThrottleLimit,
        settings.creationThrottleTimeout * 1000,
        MAX_KEYS,
      ),
    };
  }

  /** Says whether an address is refused, whomever it asks for. */
  address(address: string): Throttled | undefined {
    return this.#look("address", addressKey(address), address);
  }

  /** Says whether an account is refused to all who come from where it is not known. */
  account(nameKey: string, address: string): Throttled | undefined {
    return this.#look("account", nameKey, address) ?? this.#look("all", "", address);
  }

  /** Says whether an account that is logged in is refused to prove again who it is. */
  proof(accountId: number, address: string): Throttled | undefined {
    return this.#look("proof", `${accountId} ${addressKey(address)}`, address);
  }

  /**
   * Says whether an account is refused to give another code from there. A code is so short that this
   * machine itself is refused as well.
   */
  code(accountId: number, address: string): Throttled | undefined {
    return this.#ask("code", `${accountId} ${addressKey(address)}`, address);
  }

  /** Says whether an address is refused to make accounts. */
  creation(address: string): Throttled | undefined {
    return this.#look("creation", addressKey(address), address);
  }

  /** Counts a login that failed at an address, whomever it asked for. */
  failAddress(address: string, failure: Failure): void {
    this.#hit("address", addressKey(address));
    this.#tell(address, failure);
  }

  /** Counts a login that failed at a name, from where its account is not known. */
  failAccount(nameKey: string, address: string): void {
    if (isLoopback(address)) return;
    this.#hit("account", nameKey);
    this.#hit("all", "");
  }

  /** Counts a proof that failed. */
  failProof(account: AuditedAccount, address: string): void {
    this.#hit("proof", `${account.id} ${addressKey(address)}`);
    this.#tell(address, { account });
  }

  /** Counts a code that was wrong. */
  failCode(account: AuditedAccount, address: string): void {
    this.#hit("code", `${account.id} ${addressKey(address)}`);
    this.failAddress(address, { account, wrong: "code" });
  }

  /** Counts an account that is made. */
  countCreation(address: string): void {
    this.#hit("creation", addressKey(address));
  }

  /** An address of this machine itself is never refused. */
  #look(what: Throttling, key: string, address: string): Throttled | undefined {
    return isLoopback(address) ? undefined : this.#ask(what, key, address);
  }

  #ask(what: Throttling, key: string, address: string): Throttled | undefined {
    const { clock, trace, audit } = this.#options;
    const seconds = this.#throttles[what].secondsLeft(key, clock.now());
    if (seconds === 0) return undefined;
    trace.emit("account:throttled", { level: "debug", data: { what, address, seconds } });
    audit.recordRefusal({ address, detail: `throttled ${what}` });
    return { kind: "throttled", seconds };
  }

  #hit(what: Throttling, key: string): void {
    this.#throttles[what].hit(key, this.#options.clock.now());
  }

  #tell(address: string, failure: Failure): void {
    const { trace, audit } = this.#options;
    const account = "account" in failure ? failure.account : null;
    const data = "account" in failure ? { account: account?.id ?? null } : failure;
    trace.emit("account:fail", { level: "warn", data: { ...data, address } });
    audit.recordRefusal({ account, address, detail: reasonOf(failure) });
  }
}

function reasonOf(failure: Failure): string {
  if ("banned" in failure) return `banned ${failure.banned}`;
  if ("guests" in failure) return "no guest is free";
  if ("wrong" in failure) return "wrong code";
  return failure.account === null ? "unknown name" : "wrong password";
}
