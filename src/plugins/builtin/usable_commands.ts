import { type AnyCommand, type CmdSetEntry, type CommandContext, mayUse } from "../api.ts";

/** What every command has in its context, whatever it needs and whatever its args are. */
export type AnyContext = CommandContext<"session", unknown>;

/** A command that can be typed, with the names it has. */
export type UsableCommand = CmdSetEntry<AnyCommand>;

/** What says which commands a caller could type. */
type Reach = Pick<AnyContext, "cmdset" | "account" | "puppet">;

/** Returns what the caller could type. */
export function usableCommands({ cmdset, account, puppet }: Reach): readonly UsableCommand[] {
  return cmdset.entries.filter(({ names, command }) => {
    return names.length > 0 && mayUse(command, { account, puppet });
  });
}

/** Returns what the help tells a caller of (behaviour 8.3.10). */
export function documentedCommands(reach: Reach): readonly UsableCommand[] {
  return usableCommands(reach).filter(({ command }) => command.autoHelp !== false);
}
