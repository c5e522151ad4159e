import type { BanKind } from "../gate/bans.ts";
import type { Account } from "../model.ts";
import { nameKey } from "../object/world.ts";
import type { AccountRow } from "../store/store.ts";
import { StoredAccount } from "./account.ts";
import type { AccountServiceOptions } from "./account_service_options.ts";
import type {
  Accounts,
  AuthenticateResult,
  CharacterInit,
  CodeResult,
  CreateAccountResult,
  CreateCharacterResult,
  CreateGuestResult,
  VerifyResult,
} from "./accounts.ts";
import { Authenticator } from "./authenticator.ts";
import { characterProblem, createCharacter } from "./create_character.ts";
import { deleteAccount } from "./delete_account.ts";
import { homeAbroad, keptAt } from "../realm/home_realm.ts";
import { EarlyAccounts } from "./early_accounts.ts";
import { ForeignAccounts } from "./foreign_accounts.ts";
import { createGuestRow, giveCharacter, isGuestName, RESERVED } from "./guests.ts";
import { LoadedAccounts } from "./loaded_accounts.ts";
import { LoginGuard } from "./login_guard.ts";
import { accountNameProblem, passwordProblem } from "./names.ts";
import { storedAccount } from "./stored_account.ts";
import { NO_PASSWORD } from "./password.ts";
import { StoredTwoFactor } from "./stored_two_factor.ts";

const TOO_MANY_ACCOUNTS = "Too many new accounts came from your address. Try again later.";

/** What is said to who would make an account and is banned. */
const BANNED: Readonly<Record<BanKind, string>> = {
  address: "Connections from your address are not accepted here.",
  name: "That name is banned here. Choose another one.",
};

/** Makes, finds and checks accounts; each is in memory once while it has a session. */
export class AccountService implements Accounts {
  /** Those read before this Server takes over. */
  readonly early: EarlyAccounts;
  /** Those of another realm. */
  readonly foreign: ForeignAccounts;
  /** The realm that keeps the accounts, if it is another one. */
  readonly #home: string | undefined;
  readonly #options: AccountServiceOptions;
  readonly #guard: LoginGuard;
  readonly #authenticator: Authenticator;
  readonly twoFactor: StoredTwoFactor;
  readonly #loaded = new LoadedAccounts();
  #claimCode: string | null;
  #claimedBy: StoredAccount | null = null;

  /**
   * Creates the service.
   *
   * @param options What it needs of the Server.
   */
  constructor(options: AccountServiceOptions) {
    this.#options = options;
    this.#home = homeAbroad(options.settings);
    // Who is a superuser is said where the account is kept.
    this.#claimCode = this.#home === undefined ? options.claimCode : null;
    this.#guard = new LoginGuard(options);
    this.twoFactor = new StoredTwoFactor({ ...options, guard: this.#guard });
    this.#authenticator = new Authenticator({
      ...options,
      guard: this.#guard,
      twoFactor: this.twoFactor,
      fromRow: (row) => this.#fromRow(row),
    });
    const build = (row: AccountRow) => new StoredAccount(row, options.host);
    this.early = new EarlyAccounts({ store: options.store, build });
    this.foreign = new ForeignAccounts({
      ...{ host: options.host, clock: options.clock, loaded: this.#loaded },
      byId: (id) => this.byId(id),
      byName: (name) => this.byName(name),
      welcome: (account, address) => this.#tellNew(account, address),
    });
  }

  checkName(name: string): string | null {
    return accountNameProblem(name);
  }

  checkPassword(password: string, name: string): string | null {
    return passwordProblem(password, name, this.#options.settings.passwordMinLength);
  }

  async create(
    name: string,
    password: string | null,
    address: string,
  ): Promise<CreateAccountResult> {
    const { settings, store, clock, hasher } = this.#options;
    if (this.#home !== undefined) return { kind: "refused", problems: [keptAt(this.#home)] };
    const problem = this.#creationProblem(name, address);
    if (problem !== undefined) return { kind: "refused", problems: [problem] };
    const reserved = isGuestName(name, settings) ? RESERVED : null;
    const weak = password === null ? null : this.checkPassword(password, name);
    const problems = [this.checkName(name), reserved, weak].filter((problem) => problem !== null);
    if (!settings.newAccountRegistrationEnabled) problems.push("New accounts are not taken here.");
    if (problems.length > 0) return { kind: "refused", problems };
    const hash = password === null ? NO_PASSWORD : await hasher.hash(password);
    // Counted with the look, or many at once would all pass before the first one counts.
    const newProblem = this.#creationProblem(name, address);
    if (newProblem !== undefined) return { kind: "refused", problems: [newProblem] };
    this.#guard.countCreation(address);
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
    if (!settings.guestEnabled || this.#home !== undefined) return { kind: "disabled" };
    const refusal = this.#authenticator.refusal("", address);
    if (refusal !== undefined) return refusal;
    const names = settings.guestList.filter((name) => bans.nameBan(nameKey(name)) === undefined);
    const outcome = await createGuestRow({ store, clock, names });
    if (outcome.kind === "failed") return { kind: "failed" };
    if (outcome.kind === "created") {
      return { kind: "created", account: await this.#welcome(outcome.row, address) };
    }
    this.#guard.failAddress(address, { guests: names.length });
    return { kind: "full" };
  }

  async delete(account: Account): Promise<void> {
    const { world, end, deleting, trace, audit } = this.#options;
    const stored = storedAccount(account);
    if (stored.fate !== "kept") return;
    await deleteAccount(stored, { world, end, record: deleting });
    trace.emit("account:delete", { data: { account: account.id, name: account.name } });
    audit.record({ kind: "deleted", account });
  }

  find(name: string): Promise<Account | undefined> {
    return this.byName(name);
  }

  get(id: number): Promise<Account | undefined> {
    return this.byId(id);
  }

  authenticate(name: string, password: string, address: string): Promise<AuthenticateResult> {
    return this.#authenticator.authenticate(name, password, address);
  }

  admit(account: Account, address: string): Promise<AuthenticateResult> {
    return Promise.resolve(this.#authenticator.admit(storedAccount(account), address));
  }

  authenticateCode(account: Account, code: string, address: string): Promise<CodeResult> {
    return this.#authenticator.authenticateCode(storedAccount(account), code, address);
  }

  verify(account: Account, password: string, address: string): Promise<VerifyResult> {
    return this.#authenticator.verify(storedAccount(account), password, address);
  }

  async setPassword(account: Account, password: string): Promise<void> {
    if (this.#home !== undefined) {
      throw new Error(
        `Cannot set a password as the realm that keeps the account must do it: that is "${this.#home}"`,
      );
    }
    const stored = storedAccount(account);
    stored.passwordHash = await this.#options.hasher.hash(password);
    this.#options.trace.emit("account:password", { data: { account: stored.id } });
    this.#options.audit.record({ kind: "password", account });
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
    const stored = storedAccount(account);
    stored.promote();
    this.#claimedBy = stored;
    return true;
  }

  /** Whether the one-time code makes a superuser. */
  get isClaimable(): boolean {
    return this.#claimCode !== null;
  }

  /** Takes no code any more: the Store knows a superuser. */
  closeClaim(): void {
    this.#claimCode = null;
  }

  /** Finds an account by its id, in memory or in the Store. */
  async byId(id: number): Promise<StoredAccount | undefined> {
    const known = this.#loaded.get(id);
    if (known?.fate === "kept") return known;
    const early = this.early.take(id);
    if (early !== undefined) return this.#loaded.add(early);
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
    const known = this.#loaded.get(row.id);
    return known ?? this.#loaded.add(new StoredAccount(row, this.#options.host));
  }

  /** Returns a new account, when those who watch have heard of it. */
  async #welcome(row: AccountRow, address: string): Promise<StoredAccount> {
    const account = this.#fromRow(row);
    await this.#tellNew(account, address);
    return this.#authenticator.remembered(account, address);
  }

  /** Gives a new account what each has, and tells those who watch. */
  async #tellNew(account: StoredAccount, address: string): Promise<void> {
    const { trace, audit, world, settings, onCreate } = this.#options;
    const { id, name } = account;
    trace.emit("account:create", { data: { account: id, name, address } });
    audit.record({
      kind: "created",
      account,
      by: "",
      address,
      detail: account.isGuest ? "guest" : "",
    });
    if (account.isGuest) giveCharacter(account, { settings, world });
    // A name that no character can have is no reason to fail: it takes another one.
    else if (settings.autoCreateCharacterWithAccount) this.createCharacter(account);
    await onCreate(account, address);
  }

  /** Why no account is made, whatever its password: the throttle first, then the bans. */
  #creationProblem(name: string, address: string): string | undefined {
    if (this.#guard.creation(address) !== undefined) return TOO_MANY_ACCOUNTS;
    const ban = this.#authenticator.ban(name, address);
    return ban === undefined ? undefined : BANNED[ban];
  }
}

/** An account that is being deleted, or is, counts as absent, whatever the Store holds still. */
function kept(account: StoredAccount): StoredAccount | undefined {
  return account.fate === "kept" ? account : undefined;
}
