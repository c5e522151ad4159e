/** The permission levels, lowest first. */
export const PERMISSIONS = ["Guest", "Player", "Helper", "Builder", "Admin", "Developer"] as const;

/** One permission level; each includes those below it. */
export type Permission = typeof PERMISSIONS[number];

/**
 * Tells whether the permissions somebody holds are enough.
 *
 * @param held The levels held; the highest counts, none is below `Guest`.
 * @param isSuperuser Whether the holder is a superuser, who may do everything.
 * @param needed The level asked for; `undefined` lets everybody pass.
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
