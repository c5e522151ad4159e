import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  type MuxArgs,
  muxArgs,
  outranks,
  type Session,
} from "../../api.ts";
import { findSessions } from "../find_sessions.ts";
import { shownText } from "../markup.ts";

const ASKED = "Whose line do you want to see? Type |wxray|n and a session, such as #3; " +
  "|wsessions|n and |wwho|n show their numbers.";

/** Shows what a client and the server say to each other, byte by byte and in words. */
export const xray: AnyCommand = defineCommand({
  key: "xray",
  needs: "account",
  category: "staff",
  permission: "Developer",
  usage: "xray[/stop] SESSION",
  help:
    "Shows, from now on, each thing that the client of a telnet session and the server say to " +
    "each other: in words, and as bytes beside them. SESSION is a number, such as #3, or the name " +
    "of an account with one session. Passwords are not shown, nor anything typed that may be one. " +
    "xray/stop ends it, for one session or for all; so does the end of either session, and your " +
    "logout. It goes on over a reload, and is written into the trace as telnet:exchange.",
  args: muxArgs({ switches: ["stop"] }),
  run(context) {
    const { args: { args, switches }, game, msg, session, account } = context;
    if (switches.includes("stop") && args === "") return game.inspect.endXray(session);
    const target = targetOf(context, args);
    if (typeof target === "string") return msg(target);
    if (switches.includes("stop")) return game.inspect.endXray(session, target);
    session.log(`${account.name} X-rays #${target.sessid} (${target.name})`);
    game.inspect.xray(session, target);
  },
});

/** Returns the session that is meant, or what to say instead. */
function targetOf(
  { game, account }: CommandContext<"account", MuxArgs<"stop">>,
  who: string,
): Session | string {
  if (who === "") return ASKED;
  const found = findSessions(game, who);
  const [target] = found;
  if (target === undefined) return `There is no session "${shownText(who)}".`;
  if (found.length > 1) {
    const numbers = found.map(({ sessid }) => `#${sessid}`).join(", ");
    return `${shownText(who)} has several sessions: choose one of ${numbers}.`;
  }
  if (target.account === null || !outranks(target.account, account)) return target;
  return "You cannot look at the line of somebody whose permission is higher than yours.";
}
