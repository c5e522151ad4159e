import type { AccountRow, Change, Store, StoreReader } from "../store/store.ts";
import type { StoredAccount } from "./account.ts";

/** What {@linkcode EarlyAccounts} need of the Server. */
export interface EarlyAccountsOptions {
  readonly store: Pick<Store, "getAccount">;
  /** Makes an account of its row, and tells nobody. */
  readonly build: (row: AccountRow) => StoredAccount;
}

/**
 * Accounts that are read before this Server takes over, so that no session has to wait for its own
 * while input is held.
 *
 * Until then another Server writes, and the Store tells of each change, at the latest before it
 * lets this one write: an account that changed after it was asked for is forgotten here, and read
 * again by whoever needs it.
 */
export class EarlyAccounts implements Pick<StoreReader, "onChanges"> {
  readonly #options: EarlyAccountsOptions;
  /** Asked for and not here yet; nothing that the Store told has changed them since. */
  readonly #asked = new Set<number>();
  readonly #read = new Map<number, StoredAccount>();

  /**
   * Creates it empty.
   *
   * @param options Where accounts are, and what makes them.
   */
  constructor(options: EarlyAccountsOptions) {
    this.#options = options;
  }

  /** Reads accounts; the Store must be telling of changes by now. Never fails. */
  async read(ids: readonly number[]): Promise<void> {
    for (const id of ids) this.#asked.add(id);
    await Promise.all(ids.map((id) => this.#readOne(id)));
  }

  onChanges(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.kind === "putAccount") this.#forget(change.row.id);
      else if (change.kind === "deleteAccount") this.#forget(change.id);
    }
  }

  /** Hands over an account that is as the Store has it; it is not here any more then. */
  take(id: number): StoredAccount | undefined {
    const account = this.#read.get(id);
    this.#forget(id);
    return account;
  }

  /** Forgets all that nobody took: from now on this Server itself changes accounts. */
  clear(): void {
    this.#asked.clear();
    this.#read.clear();
  }

  async #readOne(id: number): Promise<void> {
    try {
      const row = await this.#options.store.getAccount(id);
      if (row === undefined || !this.#asked.delete(id)) return;
      this.#read.set(id, this.#options.build(row));
    } catch {
      // Whoever needs it asks again, and hears why.
    }
  }

  #forget(id: number): void {
    this.#asked.delete(id);
    this.#read.delete(id);
  }
}
