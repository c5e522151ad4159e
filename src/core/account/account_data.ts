import type { NamedPermission, Permission } from "../command/permission.ts";
import type { Json } from "../model.ts";
import { type FieldKind, rowData } from "../store/row_data.ts";
import type { AccountRow } from "../store/store.ts";

/** What is kept of an account beside its own columns. */
export interface AccountData {
  readonly permissions: readonly Permission[];
  readonly granted: readonly NamedPermission[];
  readonly isQuelled: boolean;
  /** Its type as a plugin provides it. */
  readonly typeName?: string;
  readonly isGuest: boolean;
  readonly lastPuppet: number | null;
  readonly lastLogin: number | null;
  /** The networks that a right password came from, the newest first. */
  readonly knownNetworks: readonly string[];
  readonly attributes: Readonly<Record<string, Json>>;
  readonly twoFactor?: Readonly<Record<string, Json>> | undefined;
}

const FIELDS: Readonly<Record<keyof AccountData | "cmdsets", FieldKind>> = {
  permissions: "texts",
  granted: "texts",
  isQuelled: "yes or no",
  typeName: "text",
  isGuest: "yes or no",
  lastPuppet: "number or null",
  lastLogin: "number or null",
  knownNetworks: "texts",
  attributes: "object",
  twoFactor: "object",
  cmdsets: "texts",
};

/** What was read of it: what an older version did not write is not there. */
type KeptData = Partial<AccountData> & { readonly cmdsets?: readonly string[] };

/**
 * Reads the data of an account's row.
 *
 * @throws {DamagedRowError} When it is not as `StoredAccount` writes it.
 */
export function accountData({ id, data }: Pick<AccountRow, "id" | "data">): KeptData {
  return rowData(`account ${id}`, data, FIELDS) as KeptData; // rowData() looked
}
