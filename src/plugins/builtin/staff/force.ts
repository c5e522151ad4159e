import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  escapeMarkup,
  type GameObject,
  type MuxArgs,
  outranks,
  type Session,
} from "../../api.ts";
import { whichOne } from "../find_object.ts";
import { findPlayed, latestSession } from "../find_played.ts";
import { shownName, shownText } from "../markup.ts";
import { requiredArgs } from "../required_args.ts";

type Context = CommandContext<"account", MuxArgs<never>>;

/** Lets somebody else's character do something (behaviour 9.4.3). */
export const force: AnyCommand = defineCommand({
  key: "force",
  needs: "account",
  category: "staff",
  permission: "Builder",
  secretArgs: "right",
  usage: "force WHO = LINE",
  help:
    "Runs a line as if the player of a character had typed it, and tells them so. A character " +
    "of several sessions does it once, in the one that typed last.",
  args: requiredArgs("Whom do you want to do what?", { sides: "both" }),
  run(context) {
    const { args: { rhs }, account, session: own, msg } = context;
    const target = targetOf(context);
    if (target === null) return;
    const session = latestSession(target);
    const problem = problemOf(context, target, session);
    if (session === undefined || problem !== null) return msg(problem ?? "");
    // The line may hold a secret, which is for nobody else.
    const told = `${shownName(account.name)} makes you do: ${escapeMarkup(rhs ?? "")}`;
    session.msg({ text: told, type: "secret" });
    own.log(`${account.name} ran a line as ${target.name}`);
    session.executeCmd(rhs ?? "", { mayAnswer: false });
    msg(`You made ${shownName(target.name)} do it.`);
  },
});

/** Returns `null` when the user has been told why there is none. */
function targetOf({ args: { lhs }, game, puppet, msg }: Context): GameObject | null {
  const found = findPlayed(game, puppet, lhs);
  if (found.kind === "one") return found.object;
  if (found.kind === "many") msg(whichOne(found, "force"));
  else msg(`Nobody called "${shownText(lhs)}" is in play.`);
  return null;
}

function problemOf(
  { args: { rhs }, account, game, session: own }: Context,
  { name }: GameObject,
  session: Session | undefined,
): string | null {
  if (session === undefined) return `Nobody plays ${shownName(name)}, so nobody can do it.`;
  if (session === own) return "You need not force yourself: type it.";
  if (session.account !== null && outranks(session.account, account)) {
    return `You cannot force ${shownName(name)}, whose player's permission is above yours.`;
  }
  // What answers a question is the player's own: it may be a password, or a yes.
  const isAsked = game.menus.current(session) !== undefined ||
    game.inspect.explain(session, rhs ?? "").isAnswer;
  if (!isAsked) return null;
  return `${shownName(name)} is being asked something. Try again later.`;
}
