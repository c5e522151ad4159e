import type { Account } from "../model.ts";

/** One permission level, lowest first; each includes those below it. */
export type Permission = "Guest" | "Player" | "Helper" | "Builder" | "Admin" | "Developer";

/** A permission that a plugin provides, beside the levels: `plugin/name`. */
export type NamedPermission = `${string}/${string}`;

/** What may be asked for: a level, or a permission that a plugin provides. */
export type NeededPermission = Permission | NamedPermission;

/** A permission that a plugin provides. */
export interface PermissionDefinition {
  /** The level that has it by itself; the setting `permissions` may say otherwise. */
  readonly least: Permission;
  /** What it lets one do, in a few words, for staff. */
  readonly about: string;
}

/** What holds permissions that plugins provide. */
export interface NamedHolder {
  /** The permissions of plugins that it was given by name. Setting them keeps them. */
  granted: readonly NamedPermission[];
  /** Returns the level from which a permission is held; `undefined` when no plugin provides it. */
  leastFor(permission: NamedPermission): Permission | undefined;
}

/**
 * The permission levels, lowest first.
 *
 * @example The highest of them
 * ```ts
 * import { PERMISSIONS } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(PERMISSIONS.at(-1), "Developer");
 * ```
 */
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
  // Without types it may be none of them.
  if (least < 0) return false;
  return held.some((level) => PERMISSIONS.indexOf(level) >= least);
}

/** What the permission of an account is known by. */
export type PermissionHolder =
  & Pick<Account, "permissions" | "isSuperuser" | "isQuelled">
  & Partial<Readonly<NamedHolder>>;

/**
 * Tells whether an account has enough permission; a quelled one counts as a Player (behaviour
 * 9.3.8).
 *
 * A permission that a plugin provides is held from some level on, and by whom it was given. While
 * nobody provides it, superusers alone hold it.
 *
 * @param account The account; `null` is somebody who has not logged in.
 * @param needed What is asked for; `undefined` lets everybody pass.
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
  needed: NeededPermission | undefined,
): boolean {
  if (needed !== undefined && isNamed(needed)) return holdsNamed(account ?? NOBODY, needed);
  const { permissions, isSuperuser, isQuelled } = account ?? NOBODY;
  const isEnough = permits(permissions, isSuperuser, needed);
  return isEnough && (!isQuelled || permits(["Player"], false, needed));
}

const NOBODY: PermissionHolder = { permissions: [], isSuperuser: false, isQuelled: false };

function holdsNamed(account: PermissionHolder, needed: NamedPermission): boolean {
  if (account.isSuperuser && !account.isQuelled) return true;
  const least = account.leastFor?.(needed);
  if (least === undefined) return false;
  if (account.granted?.includes(needed) === true && !account.isQuelled) return true;
  return permitsAccount(account, least);
}

/** Tells a permission that a plugin provides from a level. */
export function isNamed(permission: string): permission is NamedPermission {
  return permission.includes("/");
}
