import type { Passport } from "../boundary/session_sync.ts";
import type { Clock } from "../clock.ts";
import { nameKey } from "../object/world.ts";
import type { AccountRow } from "../store/store.ts";
import { type AccountHost, StoredAccount } from "./account.ts";
import type { LoadedAccounts } from "./loaded_accounts.ts";
import { NO_PASSWORD } from "./password.ts";

/** What {@linkcode ForeignAccounts} are made with. */
export interface ForeignAccountsOptions {
  readonly host: AccountHost;
  readonly clock: Clock;
  readonly loaded: LoadedAccounts;
  /** Finds an account by its id, in memory or in the Store. */
  readonly byId: (id: number) => Promise<StoredAccount | undefined>;
  /** Finds an account by its name, in the Store. */
  readonly byName: (name: string) => Promise<StoredAccount | undefined>;
  /** Gives a new account what new accounts have, and tells those who watch. */
  readonly welcome: (account: StoredAccount, address: string) => Promise<void>;
}

/**
 * Accounts that another realm keeps: here they have its id and its name, no password, and all else
 * of their own.
 */
export class ForeignAccounts {
  readonly #options: ForeignAccountsOptions;
  /** Ends when nobody looks for an account any more: of two who arrive at once, one makes it. */
  #looking: Promise<unknown> = Promise.resolve();
  readonly #welcomes = new Map<number, Promise<void>>();

  /**
   * Creates it.
   *
   * @param options Where accounts are, and what makes them.
   */
  constructor(options: ForeignAccountsOptions) {
    this.#options = options;
  }

  /**
   * Returns the account of somebody whom another realm sends, which is made when there is none; its
   * name and whether it is a superuser's are as the passport says.
   *
   * @param passport Who it is.
   * @param address Where the client comes from.
   */
  async arrive(passport: Passport, address: string): Promise<StoredAccount> {
    const look = this.#looking.then(() => this.#look(passport, address));
    this.#looking = look.catch(() => {});
    const account = await look;
    await this.#welcomes.get(account.id);
    return account;
  }

  async #look({ uid, uname, isSuperuser }: Passport, address: string): Promise<StoredAccount> {
    const { byId, byName } = this.#options;
    const [known, namesake] = [await byId(uid), await byName(uname)];
    for (const account of [known, namesake]) {
      if (account !== undefined) mustBeForeign(account);
    }
    // At home that account is gone, and somebody else has its name; the Store may not know so yet.
    if (
      namesake !== undefined && namesake.id !== uid && nameKey(namesake.name) === nameKey(uname)
    ) {
      const { id, name, isSuperuser } = namesake;
      namesake.follow({ name: `${name} (gone ${id})`, isSuperuser });
    }
    if (known === undefined) return this.#make({ uid, uname, isSuperuser }, address);
    known.follow({ name: uname, isSuperuser });
    return known;
  }

  #make({ uid: id, uname: name, isSuperuser }: Passport, address: string): StoredAccount {
    const { host, clock, loaded, welcome } = this.#options;
    const row: AccountRow = {
      ...{ id, name, nameKey: nameKey(name), password: NO_PASSWORD, isSuperuser },
      ...{ createdAt: clock.now(), data: "{}" },
    };
    const account = new StoredAccount(row, host);
    host.changing(account, () => void (account.fate = "deleted"));
    loaded.add(account);
    const welcomed = welcome(account, address).finally(() => this.#welcomes.delete(id));
    this.#welcomes.set(id, welcomed);
    // Whoever waits for it hears of it.
    welcomed.catch(() => {});
    return account;
  }
}

/** Another realm's number for an account says nothing about one that was made here. */
function mustBeForeign({ id, passwordHash, isGuest }: StoredAccount): void {
  if (passwordHash === NO_PASSWORD && !isGuest) return;
  throw new Error(
    `Cannot take account ${id} as another realm must keep it: it was made in this one. ` +
      "Give this realm data that is new",
  );
}
