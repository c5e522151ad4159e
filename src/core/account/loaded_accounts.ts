import type { StoredAccount } from "./account.ts";

/** The one object that stands for each account, as long as anybody has it. */
export class LoadedAccounts {
  readonly #loaded = new Map<number, WeakRef<StoredAccount>>();
  /** Another object may stand for the account by the time that one is freed. */
  readonly #freed = new FinalizationRegistry<number>((id) => {
    if (this.#loaded.get(id)?.deref() === undefined) this.#loaded.delete(id);
  });

  /** Returns the object of an account, if anybody may still have it. */
  get(id: number): StoredAccount | undefined {
    return this.#loaded.get(id)?.deref();
  }

  /** Lets an object stand for its account from now on; there must be no other. Returns it. */
  add(account: StoredAccount): StoredAccount {
    this.#loaded.set(account.id, new WeakRef(account));
    this.#freed.register(account, account.id);
    return account;
  }
}
