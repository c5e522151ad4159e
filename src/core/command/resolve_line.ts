import type { CmdSet } from "../cmdset/cmdset.ts";
import type { SessionCore } from "../session/session_core.ts";
import type { Settings } from "../settings/settings.ts";
import type { AnyCommand } from "./context.ts";
import {
  type CommandMatch,
  type CommandParser,
  matchCommand,
  type MatchOptions,
  type MatchOutcome,
} from "./match.ts";
import { type Nick, nickHolders, replaceNick } from "./nicks.ts";
import { mayUse } from "./reach.ts";

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
  readonly parser: CommandParser;
  /** Is told of each command that fits but is locked. */
  readonly onRefused?: (command: AnyCommand) => void;
  /** Is told what a plugin's part in it throws, by the name of that part. */
  readonly onFail?: (what: string, error: unknown, command?: AnyCommand) => void;
}

/** Finds what a line asks for: the one way, for those who run it and those who explain it. */
export function resolveLine(
  core: SessionCore,
  raw: string,
  options: ResolveOptions,
): ResolvedLine {
  const { settings, onRefused, onFail } = options;
  const maxLength = settings.maxLineLength === 0 ? Infinity : settings.maxLineLength;
  const { line, nick } = replaceNick(raw, nickHolders(core.account, core.puppet), maxLength);
  const allowed = (command: AnyCommand) => {
    if (mayUse(command, core, (error) => onFail?.(`access of "${command.key}"`, error, command))) {
      return true;
    }
    onRefused?.(command);
    return false;
  };
  const ignoredPrefixes = settings.cmdIgnorePrefixes;
  const outcome = parse(line, { ignoredPrefixes, allowed }, options);
  return { text: line.trim(), nick, outcome };
}

const KINDS: readonly MatchOutcome<AnyCommand>["kind"][] = ["none", "one", "many"];

/** Asks the parser; when it throws, or returns what is no outcome, the default one answers, so that everybody can go on. */
function parse(
  line: string,
  options: MatchOptions<AnyCommand>,
  { cmdset, parser, onFail }: ResolveOptions,
): MatchOutcome<AnyCommand> {
  try {
    const outcome = parser(cmdset, line, options);
    if (KINDS.includes(outcome?.kind)) return outcome;
    throw new TypeError(
      `Cannot use what a parser returned as its kind must be ${KINDS.join(", ")}`,
    );
  } catch (error) {
    onFail?.("commandParser", error);
    return matchCommand(cmdset, line, options);
  }
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
