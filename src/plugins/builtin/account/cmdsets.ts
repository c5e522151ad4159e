import { type AnyCommand, type CommandContext, defineCommand, type Session } from "../../api.ts";
import { whichOne } from "../find_object.ts";
import { findAnywhere } from "../find_played.ts";
import { findSessions, mayLookInside } from "../find_sessions.ts";
import { layersText } from "../layers_text.ts";
import { shownText } from "../markup.ts";
import { stackText } from "../stack_text.ts";

/** How many sessions are shown at most. */
const MAX_SESSIONS = 10;

/** Shows what a session's commands are merged from (behaviour 9.4.4). */
export const cmdsets: AnyCommand = defineCommand({
  key: "cmdsets",
  needs: "account",
  category: "account",
  usage: "cmdsets [WHO|THING]",
  help: "Shows the command sets you can reach and what comes of their merge. Staff may name an " +
    "account, a session by its number, such as #3, or a thing, of which its own sets are shown.",
  run(context) {
    const { session, game, msg } = context;
    const targets = context.args === "" ? [session] : others(context);
    if (targets.length === 0) return showThing(context);
    for (const session of targets.slice(0, MAX_SESSIONS)) {
      msg(layersText(session.sessid, game.inspect.layers(session)));
    }
  },
});

function others({ args, account, game }: CommandContext<"account">): readonly Session[] {
  const found = findSessions(game, args);
  if (mayLookInside(account)) return found;
  return found.filter((session) => account.sessions.includes(session));
}

function showThing({ args, account, puppet, game, msg }: CommandContext<"account">): void {
  const found = mayLookInside(account) ? findAnywhere(game, puppet, args) : null;
  if (found?.kind === "one") return msg(stackText(found.object));
  if (found?.kind === "many") return msg(whichOne(found, "cmdsets"));
  msg(`You cannot look into a session or a thing called "${shownText(args)}".`);
}
