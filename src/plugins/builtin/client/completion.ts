import { type Game, type GameObject, type Session, stripMarkup } from "../../api.ts";
import { type UsableCommand, usableCommands } from "../usable_commands.ts";

/** How many matches are told at most. */
const MAX_MATCHES = 50;
/** How many objects are looked through for names. */
const MAX_OBJECTS = 1000;
/** How many of the last words may belong to a name that is begun. */
const MAX_WORDS = 5;
/** The longest summary, in characters. */
const MAX_ABOUT = 80;

/** One way to go on. */
export interface CompletionMatch {
  /** What to put there. */
  readonly text: string;
  /** What it is: a command, an exit, or something by its name. */
  readonly kind: "command" | "exit" | "name";
  /** What a command is for, in plain text; may be empty. */
  readonly about: string;
}

/** Something that may be meant, by each of its names. */
interface Candidate extends Omit<CompletionMatch, "text"> {
  readonly names: readonly string[];
}

/** What can be put in place of the end of what was typed. */
export interface Completion {
  /** Where that end begins, counted from 0. */
  readonly from: number;
  /** By their text; of too many the first. */
  readonly matches: readonly CompletionMatch[];
}

/**
 * Finds how a session may go on with what it has typed: a command that it can use at this moment,
 * or, after one, the name of what is here or is carried. Whoever is being asked something has no
 * commands then.
 *
 * @param typed What was typed, up to the caret.
 * @param session Who types.
 * @param game The game.
 */
export function complete(typed: string, session: Session, game: Game): Completion {
  const from = typed.length - typed.trimStart().length;
  const { isAnswer, fate } = game.inspect.explain(session, typed);
  if (isAnswer) return { from, matches: [] };
  const commands = fitting(typed.slice(from), commandsOf(session, game));
  if (commands.length > 0) return { from, matches: commands };
  const isRun = fate.kind === "runs" && fate.lacks === null;
  // What a nick stands for was not typed.
  if (!isRun || !typed.trimEnd().endsWith(fate.args)) return { from: typed.length, matches: [] };
  return completeName(typed, typed.trimEnd().length - fate.args.length, session);
}

/** Of what may be the beginning of a name, the longest that is one counts. */
function completeName(typed: string, argsFrom: number, { puppet }: Session): Completion {
  const names = puppet === null ? [] : namesAround(puppet);
  for (const from of beginnings(typed, argsFrom)) {
    const matches = fitting(typed.slice(from), names);
    if (matches.length > 0) return { from, matches };
  }
  return { from: typed.length, matches: [] };
}

/** Returns where a name may begin, the earliest first: at each of the last words, or behind all. */
function beginnings(typed: string, argsFrom: number): readonly number[] {
  const words = [...typed.slice(argsFrom).matchAll(/(?<![^\s=,])[^\s=,]/g)];
  const starts = words.slice(-MAX_WORDS).map(({ index }) => argsFrom + index);
  return /[\s=,]$/.test(typed) ? [...starts, typed.length] : starts;
}

function commandsOf(session: Session, game: Game): readonly Candidate[] {
  const { account, puppet } = session;
  const { merged } = game.inspect.layers(session);
  return usableCommands({ cmdset: merged, account, puppet })
    .filter(({ command: { needs } }) => puppet !== null || needs !== "puppet")
    .filter(({ command: { needs } }) => account !== null || needs === "session")
    .map((entry) => ({
      names: spelled(entry),
      kind: entry.command.isExit === true ? "exit" : "command",
      about: summary(entry.command.help ?? ""),
    }));
}

/** The names of a command as it was given them, of those that it still answers to. */
function spelled({ command, names }: UsableCommand): readonly string[] {
  const given = [command.key, ...command.aliases ?? []];
  return names.map((name) => given.find((one) => one.toLowerCase() === name) ?? name);
}

function summary(help: string): string {
  const [line = ""] = stripMarkup(help).split("\n", 1);
  return line.length <= MAX_ABOUT ? line : `${line.slice(0, MAX_ABOUT - 1)}…`;
}

function namesAround(puppet: GameObject): readonly Candidate[] {
  const around = [...puppet.location?.contents ?? [], ...puppet.contents];
  return around.slice(0, MAX_OBJECTS).filter((object) => object !== puppet)
    .map(({ name, aliases }) => ({ names: [name, ...aliases], kind: "name", about: "" }));
}

/** Returns what begins so, whatever its case, each by the first of its names that does. */
function fitting(begun: string, candidates: readonly Candidate[]): readonly CompletionMatch[] {
  const wanted = begun.toLowerCase();
  const found = new Map<string, CompletionMatch>();
  for (const { names, ...rest } of candidates) {
    const text = names.find((name) => name.toLowerCase().startsWith(wanted));
    if (text !== undefined && !found.has(text)) found.set(text, { text, ...rest });
  }
  return [...found.values()].sort((a, b) => a.text < b.text ? -1 : 1).slice(0, MAX_MATCHES);
}
