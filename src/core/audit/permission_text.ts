import type { Account } from "../model.ts";

/** What an account may do, in a few words. */
export function permissionText(
  { isSuperuser, permissions, granted }: Pick<
    Account,
    "isSuperuser" | "permissions" | "granted"
  >,
): string {
  const held = [...isSuperuser ? ["superuser"] : [], ...permissions, ...granted];
  return held.length === 0 ? "none" : held.join(", ");
}
