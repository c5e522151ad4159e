import { type AnyCommand, type CommandContext, defineCommand } from "../api.ts";
import { counted } from "./markup.ts";

const TEXT = {
  needs: "session",
  usage: "quit",
  help: "Ends this connection. What you have is kept for the next time.",
  run: leave,
} as const;

/** Ends the connection, before login. */
export const loginQuit: AnyCommand = defineCommand({ key: "quit", aliases: ["q", "qu"], ...TEXT });

/** Ends the connection. Without short names: it is not to be typed by mistake in play. */
export const quit: AnyCommand = defineCommand({ key: "quit", ...TEXT });

function leave({ game, session, account }: CommandContext<"session">): Promise<void> {
  const left = account === null ? 0 : account.sessions.length - 1;
  const rest = left > 0 ? `You have ${counted(left, "session")} left.` : "Come back soon.";
  return game.sessions.disconnect(session, "quit", `Goodbye. ${rest}`);
}
