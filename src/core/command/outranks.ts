import type { Account } from "../model.ts";
import { PERMISSIONS } from "./permission.ts";

/**
 * Tells whether one account has a higher permission than another, so that the other may not send it
 * out. A superuser stands above every permission; nobody stands above themselves.
 *
 * @param one The account that may stand above.
 * @param other The account it is compared with.
 *
 * @example An Admin does not boot a Developer
 * ```ts
 * import { outranks } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const admin = { isSuperuser: false, permissions: ["Player", "Admin"] } as const;
 * const developer = { isSuperuser: false, permissions: ["Developer"] } as const;
 *
 * assert.equal(outranks(developer, admin), true);
 * assert.equal(outranks(admin, admin), false);
 * ```
 */
export function outranks(one: Ranked, other: Ranked): boolean {
  return rankOf(one) > rankOf(other);
}

/** What the rank of an account is known by. */
export type Ranked = Pick<Account, "isSuperuser" | "permissions">;

function rankOf({ isSuperuser, permissions }: Ranked): number {
  if (isSuperuser) return PERMISSIONS.length;
  return Math.max(0, ...permissions.map((level) => PERMISSIONS.indexOf(level)));
}
