import { type AnyCommand, type CommandContext, defineCommand } from "../api.ts";
import { helpIndex, helpTopic } from "./help_text.ts";
import { commandLink, orList, shownText } from "./markup.ts";
import { suggestions } from "./suggestions.ts";
import { usableCommands } from "./usable_commands.ts";

/** Shows what can be typed. */
export const help: AnyCommand = defineCommand({
  key: "help",
  aliases: ["h", "?"],
  needs: "session",
  usage: "help [COMMAND]",
  help: "Shows what you can type, or what one command does.",
  run(context) {
    context.msg(context.args === "" ? index(context) : topic(context));
  },
});

function index(context: CommandContext<"session">): string {
  return helpIndex(usableCommands(context), {
    width: context.session.getClientSize().width,
    layout: context.session.protocolFlags.screenReader === true ? "lines" : "columns",
  });
}

function topic(context: CommandContext<"session">): string {
  const usable = usableCommands(context);
  const wanted = context.cmdset.find(context.args).find((entry) => usable.includes(entry));
  if (wanted !== undefined) return helpTopic(wanted);
  const near = suggestions(context.args, usable).map((name) => commandLink(`help ${name}`, name));
  const hint = near.length > 0
    ? `Did you mean ${orList(near)}?`
    : `Type ${commandLink("help")} to see what there is.`;
  return `There is no help on "${shownText(context.args)}". ${hint}`;
}
