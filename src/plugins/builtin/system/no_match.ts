import { type AnyCommand, defineCommand } from "../../api.ts";
import { commandLink, orList, shownText } from "../markup.ts";
import { suggestions } from "../suggestions.ts";
import { usableCommands } from "../usable_commands.ts";

/** Tells that a line fits no command, and which may have been meant (behaviour 8.2.7). */
export const noMatch: AnyCommand = defineCommand({
  key: "no match",
  system: "noMatch",
  needs: "session",
  run(context) {
    const { args, account, msg } = context;
    // Before login the rest of the line may be a password.
    const shown = account === null ? args.split(/\s/, 1)[0] ?? "" : args;
    const near = suggestions(args, usableCommands(context)).map((name) => commandLink(name));
    const hint = near.length > 0
      ? `Did you mean ${orList(near)}?`
      : `Type ${commandLink("help")} to see what there is.`;
    msg(`There is no command "${shownText(shown)}" here. ${hint}`);
  },
});
