import { type AnyCommand, type CommandContext, defineCommand, type Session } from "../../api.ts";
import { explanationText } from "../explanation_text.ts";
import { findSessions, mayLookInside } from "../find_sessions.ts";
import { requiredText } from "../required_text.ts";

/** Tells what a line would do, and why. */
export const why: AnyCommand = defineCommand({
  key: "why",
  needs: "account",
  category: "account",
  usage: "why LINE",
  help: "Tells what a line would do if you typed it, and why; nothing is run. Staff may begin " +
    "with a session's number, such as #3, to ask for that session.",
  args: requiredText("Which line do you want to know about?"),
  run(context) {
    const { session, line } = asked(context);
    if (session === undefined) return context.msg("There is no such session.");
    const explanation = context.game.inspect.explain(session, line);
    // To others what they may not use is as good as absent.
    const refused = mayLookInside(context.account) ? explanation.refused : [];
    context.msg(explanationText({ ...explanation, refused }));
  },
});

interface Asked {
  readonly session: Session | undefined;
  readonly line: string;
}

function asked({ args, account, game, session }: CommandContext<"account">): Asked {
  const [, who, line] = /^(#\d{1,15})(?:\s+(.*))?$/s.exec(args) ?? [];
  if (who === undefined || !mayLookInside(account)) return { session, line: args };
  return { session: findSessions(game, who)[0], line: line ?? "" };
}
