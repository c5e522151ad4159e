import { type AnyCommand, type CommandContext, defineCommand, type Session } from "../../api.ts";
import { findSessions, mayLookInside } from "../find_sessions.ts";
import { layersText } from "../layers_text.ts";
import { shownText } from "../markup.ts";

/** How many sessions are shown at most. */
const MAX_SESSIONS = 10;

/** Shows what a session's commands are merged from (behaviour 9.4.4). */
export const cmdsets: AnyCommand = defineCommand({
  key: "cmdsets",
  needs: "account",
  category: "account",
  usage: "cmdsets [WHO]",
  help: "Shows the command sets you can reach and what comes of their merge. Staff may name an " +
    "account, or a session by its number, such as #3.",
  run(context) {
    const targets = context.args === "" ? [context.session] : others(context);
    for (const session of targets.slice(0, MAX_SESSIONS)) {
      context.msg(layersText(session.sessid, context.game.inspect.layers(session)));
    }
  },
});

function others({ args, account, game, msg }: CommandContext<"account">): readonly Session[] {
  const found = mayLookInside(account)
    ? findSessions(game, args)
    : findSessions(game, args).filter((session) => account.sessions.includes(session));
  if (found.length === 0) msg(`You cannot look into a session of "${shownText(args)}".`);
  return found;
}
