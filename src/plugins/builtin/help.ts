import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  type MuxArgs,
  muxArgs,
} from "../api.ts";
import { commandEntry, entryNamed, type HelpEntry, topicEntry } from "./help_entry.ts";
import { chapter, helpSearch } from "./help_search.ts";
import { helpIndex, helpTopic } from "./help_text.ts";
import { commandLink, orList, shownText } from "./markup.ts";
import { suggestions } from "./suggestions.ts";
import { documentedCommands } from "./usable_commands.ts";

type Context = CommandContext<"session", MuxArgs<"search" | "topic">>;

/** Shows what can be typed. */
export const help: AnyCommand = defineCommand({
  key: "help",
  aliases: ["h", "?"],
  needs: "session",
  usage: "help [COMMAND|TOPIC|CATEGORY], help/topic TOPIC, help/search TEXT",
  help: "Shows what you can type, what one command does, what there is to know of a topic, or " +
    "what is in one category. help/topic means a topic even where a command has its name. " +
    "help/search finds the commands and topics whose help has a text in it.",
  args: muxArgs({ switches: ["search", "topic"] }),
  run(context) {
    context.msg({ text: answer(context), type: "help" });
  },
});

/** What the caller may read. */
interface Shelf {
  readonly commands: readonly HelpEntry[];
  readonly topics: readonly HelpEntry[];
  /** Both. */
  readonly all: readonly HelpEntry[];
}

function shelfOf(context: Context): Shelf {
  const commands = documentedCommands(context).map(commandEntry);
  const topics = context.game.parts.helpTopics(context.account)
    .map((topic) => topicEntry(topic, commands));
  return { commands, topics, all: [...commands, ...topics] };
}

function answer(context: Context): string {
  const { args, switches } = context.args;
  const shelf = shelfOf(context);
  if (switches.includes("search")) return searched(context, shelf);
  if (switches.includes("topic")) return topicAlone(args, shelf);
  return args === "" ? helpIndex(shelf.all) : entry(context, shelf);
}

function searched(context: Context, { all }: Shelf): string {
  const { args } = context.args;
  if (args === "") return "Type a text to search for, as in help/search room.";
  const found = helpSearch(all, args);
  if (found.length > 0) return helpIndex(found);
  return `No help has "${shownText(args)}" in it. Type ${
    commandLink("help")
  } to see what there is.`;
}

function topicAlone(args: string, { commands, topics }: Shelf): string {
  const found = entryNamed(topics, args);
  if (found === undefined) return unknown(args, topics, "topic");
  const command = entryNamed(commands, args);
  return helpTopic(found) + also(command, "command");
}

/** A command is meant before a topic, and a topic before a category of the same name. */
function entry(context: Context, { commands, topics, all }: Shelf): string {
  const { args } = context.args;
  const meant = context.cmdset.find(args).map(({ command }) => command);
  const wanted = commands.find(({ command }) => meant.some((one) => one === command));
  const topic = entryNamed(topics, args);
  if (wanted !== undefined) return helpTopic(wanted) + also(topic, "topic");
  if (topic !== undefined) return helpTopic(topic);
  const inChapter = chapter(all, args);
  if (inChapter.length > 0) return helpIndex(inChapter);
  return unknown(args, all, "help");
}

/** Tells of what else has the name. */
function also(other: HelpEntry | undefined, what: "command" | "topic"): string {
  if (other === undefined) return "";
  return `\n\nThere is a ${what} of this name, too: ${commandLink(other.line)}.`;
}

function unknown(args: string, entries: readonly HelpEntry[], what: "help" | "topic"): string {
  const near = suggestions(args, entries).map((name) =>
    commandLink(entryNamed(entries, name)?.line ?? `help ${name}`, name)
  );
  const hint = near.length > 0
    ? `Did you mean ${orList(near)}?`
    : `Type ${commandLink("help")} to see what there is.`;
  return `There is no ${what} on "${shownText(args)}". ${hint}`;
}
