import type { Account } from "../model.ts";

/** One permission level, lowest first; each includes those below it. */
export type Permission = "Guest" | "Player" | "Helper" | "Builder" | "Admin" | "Developer";

/** The permission levels, lowest first. */
export const PERMISSIONS = [
  "Guest",
  "Player",
  "Helper",
  "Builder",
  "Admin",
  "Developer",
] as const satisfies readonly Permission[];

/**
 * Tells whether the permissions somebody holds are enough.
 *
 * @param held The levels held; the highest counts, none is below `Guest`.
 * @param isSuperuser Whether the holder is a superuser, who may do everything.
 * @param needed The level asked for; `undefined` lets everybody pass.
 * @returns Whether they are; always for a superuser.
 *
 * @example A builder may do what a player may
 * ```ts
 * import { permits } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(permits(["Builder"], false, "Player"), true);
 * assert.equal(permits(["Builder"], false, "Admin"), false);
 * ```
 */
export function permits(
  held: readonly Permission[],
  isSuperuser: boolean,
  needed: Permission | undefined,
): boolean {
  if (isSuperuser || needed === undefined) return true;
  const least = PERMISSIONS.indexOf(needed);
  return held.some((level) => PERMISSIONS.indexOf(level) >= least);
}

/** What the permission of an account is known by. */
export type PermissionHolder = Pick<Account, "permissions" | "isSuperuser" | "isQuelled">;

/**
 * Tells whether an account has enough permission; a quelled one counts as a Player (behaviour
 * 9.3.8).
 *
 * @param account The account; `null` is somebody who has not logged in.
 * @param needed The level asked for; `undefined` lets everybody pass.
 * @returns Whether it has.
 *
 * @example A quelled superuser is a player among others
 * ```ts
 * import { permitsAccount } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const root = { isSuperuser: true, permissions: [], isQuelled: false };
 *
 * assert.equal(permitsAccount(root, "Admin"), true);
 * assert.equal(permitsAccount({ ...root, isQuelled: true }, "Admin"), false);
 * assert.equal(permitsAccount({ ...root, isQuelled: true }, "Player"), true);
 * ```
 */
export function permitsAccount(
  account: PermissionHolder | null,
  needed: Permission | undefined,
): boolean {
  const { permissions, isSuperuser, isQuelled } = account ?? NOBODY;
  const isEnough = permits(permissions, isSuperuser, needed);
  return isEnough && (!isQuelled || permits(["Player"], false, needed));
}

const NOBODY: PermissionHolder = { permissions: [], isSuperuser: false, isQuelled: false };
