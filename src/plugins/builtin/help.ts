import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  type MuxArgs,
  muxArgs,
} from "../api.ts";
import { chapter, helpSearch } from "./help_search.ts";
import { helpIndex, type HelpLayout, helpTopic } from "./help_text.ts";
import { commandLink, orList, shownText } from "./markup.ts";
import { suggestions } from "./suggestions.ts";
import { documentedCommands } from "./usable_commands.ts";

type Context = CommandContext<"session", MuxArgs<"search">>;

/** Shows what can be typed. */
export const help: AnyCommand = defineCommand({
  key: "help",
  aliases: ["h", "?"],
  needs: "session",
  usage: "help [COMMAND|CATEGORY], help/search TEXT",
  help: "Shows what you can type, what one command does, or the commands of one category. " +
    "help/search finds the commands whose help has a text in it.",
  args: muxArgs({ switches: ["search"] }),
  run(context) {
    context.msg({ text: answer(context), type: "help" });
  },
});

function answer(context: Context): string {
  const { args, switches } = context.args;
  if (switches.includes("search")) return searched(context);
  return args === "" ? helpIndex(documentedCommands(context), layoutOf(context)) : topic(context);
}

function searched(context: Context): string {
  const { args } = context.args;
  if (args === "") return "Type a text to search for, as in help/search room.";
  const found = helpSearch(documentedCommands(context), args);
  if (found.length > 0) return helpIndex(found, layoutOf(context));
  return `No help has "${shownText(args)}" in it. Type ${
    commandLink("help")
  } to see what there is.`;
}

/** A command is meant before a category of the same name. */
function topic(context: Context): string {
  const { args } = context.args;
  const usable = documentedCommands(context);
  const wanted = context.cmdset.find(args).find((entry) => usable.includes(entry));
  if (wanted !== undefined) return helpTopic(wanted);
  const inChapter = chapter(usable, args);
  if (inChapter.length > 0) return helpIndex(inChapter, layoutOf(context));
  const near = suggestions(args, usable).map((name) => commandLink(`help ${name}`, name));
  const hint = near.length > 0
    ? `Did you mean ${orList(near)}?`
    : `Type ${commandLink("help")} to see what there is.`;
  return `There is no help on "${shownText(args)}". ${hint}`;
}

function layoutOf({ session }: Context): HelpLayout {
  return {
    width: session.getClientSize().width,
    layout: session.protocolFlags.screenReader === true ? "lines" : "columns",
  };
}
