import type { CommandCaller } from "./command.ts";
import type { AnyCommand } from "./context.ts";
import { permitsAccount } from "./permission.ts";

/**
 * Tells whether somebody may know of a command: to others it is as good as absent (behaviours
 * 8.2.4 and 8.2.6). Who has no account has no permission at all (8.3.12); a superuser passes every
 * lock, unless quelled.
 *
 * @param command The command.
 * @param caller Who would run it.
 * @param onFail Hears what the command's own `access` throws, which refuses; nobody unless given.
 *
 * @example A guild's secret
 * ```ts
 * import { defineCommand, mayUse } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const cant = defineCommand({
 *   key: "cant",
 *   access: ({ puppet }) => puppet?.get("guild") === "thieves",
 *   run: ({ msg }) => msg("You speak in riddles."),
 * });
 *
 * assert.equal(mayUse(cant, { account: null, puppet: null }), false);
 * ```
 */
export function mayUse(
  command: AnyCommand,
  caller: CommandCaller,
  onFail?: (error: unknown) => void,
): boolean {
  const { account, puppet } = caller;
  if (!permitsAccount(account, command.permission)) return false;
  if (account?.isSuperuser === true && !account.isQuelled) return true;
  try {
    // Without types it may answer with a promise, which is as true as anything.
    return command.access === undefined || command.access({ account, puppet }) === true;
  } catch (error) {
    onFail?.(error);
    return false;
  }
}

/** Returns what a session must have first for a command to run; `null` when it has all. */
export function lacking(command: AnyCommand, caller: CommandCaller): "account" | "puppet" | null {
  if (command.needs === "session") return null;
  if (caller.account === null) return "account";
  return command.needs === "account" || caller.puppet !== null ? null : "puppet";
}
