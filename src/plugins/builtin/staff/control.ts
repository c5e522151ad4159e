import { type AnyCommand, defineCommand, escapeMarkup } from "../../api.ts";
import { shownName } from "../markup.ts";

/** Puts new code in place while everybody stays connected (behaviour 9.4.4). */
export const reload: AnyCommand = controlCommand(
  "reload",
  "Starts the game again with its newest code. Everybody stays connected and in character, and is " +
    "told the reason; code that does not load is refused, and the old code goes on.",
);

/** Starts the game afresh while everybody stays connected. */
export const reset: AnyCommand = controlCommand(
  "reset",
  "Starts the game again like reload, but everybody leaves their character. All are told the reason.",
);

/** Stops the server. */
export const shutdown: AnyCommand = controlCommand(
  "shutdown",
  "Stops the server. Everybody is told, with the reason, and disconnected; nothing is lost.",
);

function controlCommand(action: "reload" | "reset" | "shutdown", help: string): AnyCommand {
  return defineCommand({
    key: action,
    needs: "account",
    category: "staff",
    permission: "Developer",
    usage: `${action} [REASON]`,
    help,
    run({ args, account, game, session, msg }) {
      msg(`You asked for a ${action}. One moment.`);
      if (args !== "") {
        const who = shownName(account.name);
        game.sessions.announce(`${who} asked for a ${action}: ${escapeMarkup(args)}`);
      }
      game.control(action, session);
    },
  });
}
