import { accountData } from "../account/account_data.ts";
import { DamagedRowError, type RowDamage } from "./damaged_row_error.ts";
import type { AccountRow } from "./store.ts";

/** Says what is wrong with an account's row, or `null`. */
export function damageOf(row: Pick<AccountRow, "id" | "data">): RowDamage | null {
  try {
    accountData(row);
    return null;
  } catch (error) {
    if (!(error instanceof DamagedRowError)) throw error;
    return { row: error.row, needed: error.needed };
  }
}
