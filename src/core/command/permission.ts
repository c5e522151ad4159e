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
