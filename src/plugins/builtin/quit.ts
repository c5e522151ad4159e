import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  type MuxArgs,
  muxArgs,
} from "../api.ts";
import { inOrder } from "./in_order.ts";
import { counted } from "./markup.ts";

/** Ends the connection, before login. */
export const loginQuit: AnyCommand = defineCommand({
  key: "quit",
  aliases: ["q", "qu"],
  needs: "session",
  leadsTo: "disconnect",
  usage: "quit",
  help: "Ends this connection. What you have is kept for the next time.",
  run: leave,
});

/**
 * Ends the connection, or all of the account's (behaviour 9.3.7). Without short names: it is not to
 * be typed by mistake in play.
 */
export const quit: AnyCommand = defineCommand({
  key: "quit",
  needs: "session",
  leadsTo: "disconnect",
  usage: "quit[/all]",
  help: "Ends this connection; with /all, every session of your account. What you have is kept " +
    "for the next time.",
  args: muxArgs({ switches: ["all"] }),
  run: (context) => context.args.switches.length > 0 ? leaveWithAll(context) : leave(context),
});

type Leaver<Args> = Pick<CommandContext<"session", Args>, "game" | "session" | "account">;

function leave({ game, session, account }: Leaver<unknown>): Promise<void> {
  const left = account === null ? 0 : account.sessions.length - 1;
  const rest = left > 0 ? `You have ${counted(left, "session")} left.` : "Come back soon.";
  return game.sessions.disconnect(session, "quit", `Goodbye. ${rest}`);
}

/** The session that asked is the last to go, so that the others are gone when it does. */
async function leaveWithAll({ game, session, account }: Leaver<MuxArgs<"all">>): Promise<void> {
  const others = inOrder(account?.sessions ?? []).filter((one) => one !== session);
  for (const other of others) {
    await game.sessions.disconnect(
      other,
      "quit",
      `Goodbye. Session #${session.sessid} of yours ended all of your sessions.`,
    );
  }
  const count = counted(others.length + 1, "session");
  await game.sessions.disconnect(session, "quit", `Goodbye. You ended ${count}.`);
}
