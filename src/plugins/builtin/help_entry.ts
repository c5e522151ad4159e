import type { HelpTopic } from "../api.ts";
import type { UsableCommand } from "./usable_commands.ts";

/** What the help tells of: a command, or a topic that a plugin wrote. */
export interface HelpEntry {
  /** What stands behind it, in whatever entry. */
  readonly command: object;
  /** What it answers to; the first is shown. */
  readonly names: readonly string[];
  readonly category: string;
  readonly usage?: string | undefined;
  /** Markup. */
  readonly text?: string | undefined;
  /** What is typed to read it. */
  readonly line: string;
}

/** The chapter of a topic that names none. */
const TOPICS = "topics";

/** Makes the entry of a command. */
export function commandEntry({ command, names }: UsableCommand): HelpEntry {
  const { category, usage, help: text, key } = command;
  return { command, names, category, usage, text, line: `help ${names[0] ?? key}` };
}

/** Makes the entry of a topic, which is read by its switch where a command has its name. */
export function topicEntry(topic: HelpTopic, commands: readonly HelpEntry[]): HelpEntry {
  const { key, aliases = [], category = TOPICS, text } = topic;
  const isHidden = entryNamed(commands, key) !== undefined;
  const line = `${isHidden ? "help/topic" : "help"} ${key}`;
  return { command: topic, names: [key, ...aliases], category, text, line };
}

/** Returns the entry that has a name, whatever its case. */
export function entryNamed(entries: readonly HelpEntry[], name: string): HelpEntry | undefined {
  const wanted = name.trim().toLowerCase();
  return entries.find(({ names }) => names.some((one) => one.toLowerCase() === wanted));
}
