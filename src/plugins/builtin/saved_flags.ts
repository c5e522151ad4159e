import type { Account, HookEvents, Json, ProtocolFlags } from "../api.ts";
import { checkFlags, type SettableFlag } from "./client_flags.ts";
import { hasFixedEncoding } from "./fixed_encoding.ts";

/** The attribute of an account that keeps its flags. */
const SAVED = "savedProtocolFlags";

/** Returns the flags that an account has saved; a value that cannot be used is left out. */
export function savedFlags(account: Account): ProtocolFlags {
  const kept = account.get(SAVED);
  return typeof kept === "object" && kept !== null && !Array.isArray(kept)
    ? checkFlags({ ...kept })
    : {};
}

/**
 * Saves flags of an account, beside those that it has saved already.
 *
 * @param account The account.
 * @param flags The flags; those that a user may not set are left out.
 */
export function saveFlags(account: Account, flags: ProtocolFlags): void {
  keep(account, Object.entries({ ...savedFlags(account), ...checkFlags({ ...flags }) }));
}

/**
 * Forgets saved flags.
 *
 * @param account The account.
 * @param name The flag; all of them unless given.
 */
export function clearFlags(account: Account, name?: SettableFlag): void {
  const saved = name === undefined ? [] : Object.entries(savedFlags(account));
  keep(account, saved.filter(([one]) => one !== name));
}

function keep(account: Account, flags: readonly (readonly [string, Json | undefined])[]): void {
  const kept: Record<string, Json> = {};
  for (const [name, value] of flags) {
    if (value !== undefined) kept[name] = value;
  }
  account.set(SAVED, flags.length === 0 ? undefined : kept);
}

/**
 * Gives a session that has logged in the flags that its account has saved (behaviour 1.3.12a).
 *
 * @param event Who logged in.
 */
export function applySavedFlags({ session, account }: HookEvents["session:login"]): void {
  const { encoding, ...others } = savedFlags(account);
  const isUsable = encoding !== undefined && !hasFixedEncoding(session);
  session.updateFlags(isUsable ? { ...others, encoding } : others);
}
