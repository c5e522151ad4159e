import type { Account } from "../model.ts";
import { StoredAccount } from "./account.ts";

/**
 * Returns an account as the Server keeps it.
 *
 * @throws {TypeError} When it is none of this Server's.
 */
export function storedAccount(account: Account): StoredAccount {
  if (account instanceof StoredAccount) return account;
  throw new TypeError(
    `Cannot use account as it must come from this Server: current value is "${account.name}"`,
  );
}
