import { isLoopback } from "../gate/address.ts";
import type { BanKind } from "../gate/bans.ts";
import { Throttle } from "../gate/throttle.ts";
import type { Account } from "../model.ts";
import { nameKey } from "../object/world.ts";
import type { AccountRow } from "../store/store.ts";
import { StoredAccount } from "./account.ts";
import type { AccountServiceOptions } from "./account_service_options.ts";
import type {
  Accounts,
  AuthenticateResult,
  CharacterInit,
  CreateAccountResult,
  CreateCharacterResult,
  CreateGuestResult,
  VerifyResult,
} from "./accounts.ts";
import { characterProblem, createCharacter } from "./create_character.ts";
import { deleteAccount } from "./delete_account.ts";
import { createGuestRow, giveCharacter, isGuestName, RESERVED } from "./guests.ts";
import { accountNameProblem, passwordProblem } from "./names.ts";
import { PasswordHasher } from "./password.ts";

const TOO_MANY_ACCOUNTS = "Too many new accounts came from your address. Try again later.";

/** What is said to who would make an account and is banned. */
const BANNED: Readonly<Record<BanKind, string>> = {
  address: "Connections from your address are not accepted here.",
  name: "That name is banned here. Choose another one.",
};

/** How many addresses a throttle remembers. */
const MAX_ADDRESSES = 10_000;

/** Makes, finds and checks accounts; each is in memory once while it has a session. */
export class AccountService implements Accounts {
  readonly #options: AccountServiceOptions;
  readonly #hasher: PasswordHasher;
  readonly #logins: Throttle;
  /** Failures of accounts to give their password again, by account and address. */
  readonly #proofs: Throttle;
  readonly #creations: Throttle;
  readonly #loaded = new Map<number, WeakRef<StoredAccount>>();
  #claimCode: string | null;
  #claimedBy: StoredAccount | null = null;

  /**
   * Creates the service.
   *
   * @param options What it needs of the Server.
   */
  constructor(options: AccountServiceOptions) {
    const { settings } = options;
    this.#options = options;
    this.#claimCode = options.claimCode;
    this.#hasher = new PasswordHasher({
      cost: settings.scryptCost,
      concurrency: settings.scryptConcurrency,
    });
    const { loginThrottleLimit, loginThrottleTimeout } = settings;
    const logins = () =>
      new Throttle(loginThrottleLimit, loginThrottleTimeout * 1000, MAX_ADDRESSES);
    this.#logins = logins();
    this.#proofs = logins();
    this.#creations = new Throttle(
      settings.creationThrottleLimit,
      settings.creationThrottleTimeout * 1000,
      MAX_ADDRESSES,
    );
  }

  checkName(name: string): string | null {
    return accountNameProblem(name);
  }

  checkPassword(password: string, name: string): string | null {
    return passwordProblem(password, name, this.#options.settings.passwordMinLength);
  }

  async create(name: string, password: string, address: string): Promise<CreateAccountResult> {
    const { settings, store, clock } = this.#options;
    const problem = this.#creationProblem(name, address);
    if (problem !== undefined) return { kind: "refused", problems: [problem] };
    const reserved = isGuestName(name, settings) ? RESERVED : null;
    const problems = [this.checkName(name), reserved, this.checkPassword(password, name)]
      .filter((problem) => problem !== null);
    if (!settings.newAccountRegistrationEnabled) problems.push("New accounts are not taken here.");
    if (problems.length > 0) return { kind: "refused", problems };
    const hash = await this.#hasher.hash(password);
    // Counted with the look, or many at once would all pass before the first one counts.
    const newProblem = this.#creationProblem(name, address);
    if (newProblem !== undefined) return { kind: "refused", problems: [newProblem] };
    this.#creations.hit(address, clock.now());
    const outcome = await store.createAccount({
      name,
      nameKey: nameKey(name),
      password: hash,
      isSuperuser: false,
      createdAt: clock.now(),
      data: "{}",
    });
    if (outcome.kind === "taken") {
      return { kind: "refused", problems: [`The name "${name}" is taken. Choose another one.`] };
    }
    if (outcome.kind === "failed") {
      return { kind: "refused", problems: ["The account could not be kept. Try again later."] };
    }
    return { kind: "created", account: await this.#welcome(outcome.row, address) };
  }

  async createGuest(address: string): Promise<CreateGuestResult> {
    const { settings, store, clock, bans } = this.#options;
    if (!settings.guestEnabled) return { kind: "disabled" };
    const refusal = this.#refusal("", address);
    if (refusal !== undefined) return refusal;
    const names = settings.guestList.filter((name) => bans.nameBan(nameKey(name)) === undefined);
    const outcome = await createGuestRow({ store, clock, names });
    if (outcome.kind === "failed") return { kind: "failed" };
    if (outcome.kind === "created") {
      return { kind: "created", account: await this.#welcome(outcome.row, address) };
    }
    this.#fail(this.#logins, address, { guests: names.length, address });
    return { kind: "full" };
  }

  async delete(account: Account): Promise<void> {
    const { world, end, deleting, trace } = this.#options;
    const stored = this.#stored(account);
    if (stored.fate !== "kept") return;
    await deleteAccount(stored, { world, end, record: deleting });
    trace.emit("account:delete", { data: { account: account.id, name: account.name } });
  }

  find(name: string): Promise<Account | undefined> {
    return this.byName(name);
  }

  get(id: number): Promise<Account | undefined> {
    return this.byId(id);
  }

  async authenticate(
    name: string,
    password: string,
    address: string,
  ): Promise<AuthenticateResult> {
    const { store } = this.#options;
    const refusal = this.#refusal(name, address);
    if (refusal !== undefined) return refusal;
    const row = await store.findAccount(nameKey(name));
    const isRight = row === undefined
      ? await this.#hasher.pretend(password).then(() => false)
      : await this.#hasher.verify(password, row.password);
    // Guesses sent at once were all let in above; what was found out since counts for each.
    const newRefusal = this.#refusal(name, address);
    if (newRefusal !== undefined) return newRefusal;
    const account = row !== undefined && isRight ? this.#fromRow(row) : undefined;
    if (account?.fate === "kept") return { kind: "ok", account };
    this.#fail(this.#logins, address, { account: row?.id ?? null, address });
    await this.#options.onLoginFail(row?.id ?? null, address);
    return { kind: "wrong" };
  }

  async verify(account: Account, password: string, address: string): Promise<VerifyResult> {
    const stored = this.#stored(account);
    // An address alone would let anybody lock out those who share it.
    const who = `${account.id} ${address}`;
    const throttled = () => this.#throttled(this.#proofs, { address, key: who });
    const before = throttled();
    if (before !== undefined) return before;
    const isRight = await this.#hasher.verify(password, stored.passwordHash);
    const after = throttled();
    if (after !== undefined) return after;
    if (isRight) return { kind: "ok" };
    this.#fail(this.#proofs, who, { account: account.id, address });
    return { kind: "wrong" };
  }

  async setPassword(account: Account, password: string): Promise<void> {
    const stored = this.#stored(account);
    stored.passwordHash = await this.#hasher.hash(password);
    this.#options.trace.emit("account:password", { data: { account: stored.id } });
  }

  createCharacter(
    account: Account,
    name: string = account.name,
    init: CharacterInit = {},
  ): CreateCharacterResult {
    return createCharacter(account, { ...init, name }, this.#options);
  }

  checkCharacter(account: Account, name?: string): string | null {
    return characterProblem(account, name, this.#options);
  }

  claim(account: Account, code: string): boolean {
    if (this.#claimCode === null || code !== this.#claimCode || account.isGuest) return false;
    // Whoever claimed is no superuser any more when that could not be kept.
    if (this.#claimedBy?.isSuperuser) return false;
    const stored = this.#stored(account);
    stored.promote();
    this.#claimedBy = stored;
    return true;
  }

  /** Takes no code any more: the Store knows a superuser. */
  closeClaim(): void {
    this.#claimCode = null;
  }

  /** Finds an account by its id, in memory or in the Store. */
  async byId(id: number): Promise<StoredAccount | undefined> {
    const known = this.#loaded.get(id)?.deref();
    if (known?.fate === "kept") return known;
    const row = await this.#options.store.getAccount(id);
    return row === undefined ? undefined : kept(this.#fromRow(row));
  }

  /** Finds an account by its name, in memory or in the Store. */
  async byName(name: string): Promise<StoredAccount | undefined> {
    const row = await this.#options.store.findAccount(nameKey(name));
    return row === undefined ? undefined : kept(this.#fromRow(row));
  }

  /** Returns the one object that stands for an account: what is in memory is newer than a row. */
  #fromRow(row: AccountRow): StoredAccount {
    const known = this.#loaded.get(row.id)?.deref();
    if (known !== undefined) return known;
    const account = new StoredAccount(row, this.#options.host);
    this.#loaded.set(row.id, new WeakRef(account));
    return account;
  }

  /** Returns a new account, when those who watch have heard of it. */
  async #welcome(row: AccountRow, address: string): Promise<StoredAccount> {
    const { trace, world, settings, onCreate } = this.#options;
    const account = this.#fromRow(row);
    trace.emit("account:create", { data: { account: row.id, name: row.name, address } });
    if (account.isGuest) giveCharacter(account, { settings, world });
    // A name that no character can have is no reason to fail: it takes another one.
    else if (settings.autoCreateCharacterWithAccount) this.createCharacter(account);
    await onCreate(account, address);
    return account;
  }

  #stored(account: Account): StoredAccount {
    if (account instanceof StoredAccount) return account;
    throw new TypeError(
      `Cannot use account as it must come from this Server: current value is "${account.name}"`,
    );
  }

  /** Why no account is made, whatever its password: the throttle first, then the bans. */
  #creationProblem(name: string, address: string): string | undefined {
    const throttled = this.#throttled(this.#creations, { address, key: address });
    if (throttled !== undefined) return TOO_MANY_ACCOUNTS;
    const ban = this.#ban(name, address);
    return ban === undefined ? undefined : BANNED[ban];
  }

  /** Why no password is looked at: the throttle first, then the bans (behaviour 13.5). */
  #refusal(name: string, address: string) {
    const throttled = this.#throttled(this.#logins, { address, key: address });
    if (throttled !== undefined) return throttled;
    const what = this.#ban(name, address);
    if (what === undefined) return undefined;
    this.#fail(this.#logins, address, { banned: what, address });
    return { kind: "banned", what } as const;
  }

  #ban(name: string, address: string): BanKind | undefined {
    const { bans } = this.#options;
    return (bans.addressBan(address) ?? bans.nameBan(nameKey(name)))?.kind;
  }

  #throttled(throttle: Throttle, { address, key }: { address: string; key: string }) {
    if (isLoopback(address)) return undefined;
    const seconds = throttle.secondsLeft(key, this.#options.clock.now());
    return seconds === 0 ? undefined : { kind: "throttled", seconds } as const;
  }

  #fail(throttle: Throttle, key: string, data: Readonly<Record<string, unknown>>): void {
    const { clock, trace } = this.#options;
    throttle.hit(key, clock.now());
    trace.emit("account:fail", { level: "warn", data });
  }
}

/** An account that is being deleted, or is, counts as absent, whatever the Store holds still. */
function kept(account: StoredAccount): StoredAccount | undefined {
  return account.fate === "kept" ? account : undefined;
}
