import type { Clock } from "../clock.ts";
import { isLoopback } from "../gate/address.ts";
import { Throttle } from "../gate/throttle.ts";
import type {
  Account,
  Accounts,
  AuthenticateResult,
  CreateAccountResult,
  CreateCharacterResult,
  World,
} from "../model.ts";
import { nameKey } from "../object/world.ts";
import type { Settings } from "../settings/settings.ts";
import type { AccountRow, Store } from "../store/store.ts";
import type { Trace } from "../trace/trace.ts";
import { type AccountHost, StoredAccount } from "./account.ts";
import { accountNameProblem, characterNameProblem, passwordProblem } from "./names.ts";
import { PasswordHasher } from "./password.ts";

/** How many addresses a throttle remembers. */
const MAX_ADDRESSES = 10_000;

/** What an {@linkcode AccountService} is made with. */
export interface AccountServiceOptions {
  readonly settings: Settings;
  readonly store: Store;
  readonly world: World;
  readonly host: AccountHost;
  readonly clock: Clock;
  readonly trace: Trace;
  /** The one-time code that makes a superuser; `null` when there is one. */
  readonly claimCode: string | null;
}

/** Makes, finds and checks accounts; each is in memory once while it has a session. */
export class AccountService implements Accounts {
  readonly #options: AccountServiceOptions;
  readonly #hasher: PasswordHasher;
  readonly #logins: Throttle;
  readonly #creations: Throttle;
  readonly #loaded = new Map<number, WeakRef<StoredAccount>>();
  #claimCode: string | null;

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
    this.#logins = new Throttle(
      settings.loginThrottleLimit,
      settings.loginThrottleTimeout * 1000,
      MAX_ADDRESSES,
    );
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
    const { settings, store, clock, trace } = this.#options;
    const problems = [this.checkName(name), this.checkPassword(password, name)]
      .filter((problem) => problem !== null);
    if (!settings.newAccountRegistrationEnabled) problems.push("New accounts are not taken here.");
    if (this.#isRefused(this.#creations, address)) {
      problems.push("Too many new accounts came from your address. Try again later.");
    }
    if (problems.length > 0) return { kind: "refused", problems };
    const outcome = await store.createAccount({
      name,
      nameKey: nameKey(name),
      password: await this.#hasher.hash(password),
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
    this.#creations.hit(address, clock.now());
    trace.emit("account:create", { data: { account: outcome.row.id, name, address } });
    return { kind: "created", account: this.#fromRow(outcome.row) };
  }

  async authenticate(
    name: string,
    password: string,
    address: string,
  ): Promise<AuthenticateResult> {
    const { store, clock, trace, settings } = this.#options;
    if (this.#isRefused(this.#logins, address)) {
      return { kind: "throttled", seconds: settings.loginThrottleTimeout };
    }
    const row = await store.findAccount(nameKey(name));
    const isRight = row === undefined
      ? await this.#hasher.pretend(password).then(() => false)
      : await this.#hasher.verify(password, row.password);
    if (row !== undefined && isRight) return { kind: "ok", account: this.#fromRow(row) };
    this.#logins.hit(address, clock.now());
    trace.emit("account:fail", { level: "warn", data: { account: row?.id ?? null, address } });
    return { kind: "wrong" };
  }

  async verify(account: Account, password: string): Promise<boolean> {
    return await this.#hasher.verify(password, this.#stored(account).passwordHash);
  }

  async setPassword(account: Account, password: string): Promise<void> {
    this.#stored(account).passwordHash = await this.#hasher.hash(password);
  }

  createCharacter(account: Account, name: string): CreateCharacterResult {
    const { settings, world } = this.#options;
    const problem = characterNameProblem(name);
    if (problem !== null) return { kind: "refused", problem };
    const max = settings.maxNrCharacters;
    if (max > 0 && account.characters.length >= max && !account.isSuperuser) {
      return { kind: "refused", problem: `You have ${max} characters already, the most allowed.` };
    }
    if (world.named(name).some((object) => object.type === "character")) {
      return { kind: "refused", problem: `The name "${name}" is taken. Choose another one.` };
    }
    const character = world.create({ type: "character", name, ownerId: account.id });
    if (account.characters.length === 1) account.lastPuppet = character;
    return { kind: "created", character };
  }

  claim(account: Account, code: string): boolean {
    if (this.#claimCode === null || code !== this.#claimCode) return false;
    this.#stored(account).promote();
    this.#claimCode = null;
    return true;
  }

  /** Finds an account by its id, in memory or in the Store. */
  async byId(id: number): Promise<StoredAccount | undefined> {
    const known = this.#loaded.get(id)?.deref();
    if (known !== undefined) return known;
    const row = await this.#options.store.getAccount(id);
    return row === undefined ? undefined : this.#fromRow(row);
  }

  /** Returns the one object that stands for an account: what is in memory is newer than a row. */
  #fromRow(row: AccountRow): StoredAccount {
    const known = this.#loaded.get(row.id)?.deref();
    if (known !== undefined) return known;
    const account = new StoredAccount(row, this.#options.host);
    this.#loaded.set(row.id, new WeakRef(account));
    return account;
  }

  #stored(account: Account): StoredAccount {
    if (account instanceof StoredAccount) return account;
    throw new TypeError(
      `Cannot use account as it must come from this Server: current value is "${account.name}"`,
    );
  }

  #isRefused(throttle: Throttle, address: string): boolean {
    return !isLoopback(address) && throttle.isRefused(address, this.#options.clock.now());
  }
}
