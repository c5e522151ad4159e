import type { SessionCore } from "../session/session_core.ts";
import type { AnyCommand } from "./context.ts";
import { permitsAccount } from "./permission.ts";

/** A locked command is as good as absent (behaviour 8.2.6). */
export function isAllowed(command: AnyCommand, core: SessionCore): boolean {
  return permitsAccount(core.account, command.permission);
}

/** Returns what a session must have first for a command to run; `null` when it has all. */
export function lacking(command: AnyCommand, core: SessionCore): "account" | "puppet" | null {
  if (command.needs === "session") return null;
  if (core.account === null) return "account";
  return command.needs === "account" || core.puppet !== null ? null : "puppet";
}
