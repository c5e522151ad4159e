import {
  type Account,
  type AnyCommand,
  type CmdSetEntry,
  type CommandContext,
  permitsAccount,
} from "../api.ts";

/** What every command has in its context, whatever it needs and whatever its args are. */
export type AnyContext = CommandContext<"session", unknown>;

/** A command that can be typed, with the names it has. */
export type UsableCommand = CmdSetEntry<AnyCommand>;

/** Tells whether an account, or nobody, may know of a command (behaviour 8.2.6). */
export function mayUse(command: AnyCommand, account: Account | null): boolean {
  return permitsAccount(account, command.permission);
}

/** Returns what the caller could type. */
export function usableCommands(
  { cmdset, account }: Pick<AnyContext, "cmdset" | "account">,
): readonly UsableCommand[] {
  return cmdset.entries.filter(({ names, command }) => {
    return names.length > 0 && mayUse(command, account);
  });
}
