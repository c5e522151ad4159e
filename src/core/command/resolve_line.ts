import type { CmdSet } from "../cmdset/cmdset.ts";
import type { SessionCore } from "../session/session_core.ts";
import type { Settings } from "../settings/settings.ts";
import type { AnyCommand } from "./context.ts";
import { type CommandMatch, matchCommand, type MatchOutcome } from "./match.ts";
import { type Nick, nickHolders, replaceNick } from "./nicks.ts";
import { isAllowed } from "./reach.ts";

/** What a typed line asks for. */
export interface ResolvedLine {
  /** The line that was matched: nicks replaced, trimmed. */
  readonly text: string;
  /** The nick that was replaced. */
  readonly nick: Nick | null;
  /** The commands that fit. */
  readonly outcome: MatchOutcome<AnyCommand>;
}

/** How a line is resolved. */
export interface ResolveOptions {
  readonly cmdset: CmdSet<AnyCommand>;
  readonly settings: Pick<Settings, "cmdIgnorePrefixes" | "maxLineLength">;
  /** Is told of each command that fits but is locked. */
  readonly onRefused?: (command: AnyCommand) => void;
}

/** Finds what a line asks for: the one way, for those who run it and those who explain it. */
export function resolveLine(
  core: SessionCore,
  raw: string,
  { cmdset, settings, onRefused }: ResolveOptions,
): ResolvedLine {
  const maxLength = settings.maxLineLength === 0 ? Infinity : settings.maxLineLength;
  const { line, nick } = replaceNick(raw, nickHolders(core.account, core.puppet), maxLength);
  const allowed = (command: AnyCommand) => {
    if (isAllowed(command, core)) return true;
    onRefused?.(command);
    return false;
  };
  const ignoredPrefixes = settings.cmdIgnorePrefixes;
  const outcome = matchCommand(cmdset, line, { ignoredPrefixes, allowed });
  return { text: line.trim(), nick, outcome };
}

/**
 * Says how to type one of several commands of the same name.
 *
 * @param match The command.
 * @param index Which one it is, counted from 0.
 */
export function choiceOf(match: CommandMatch<AnyCommand>, index: number): string {
  return `${match.name}-${index + 1}`;
}
