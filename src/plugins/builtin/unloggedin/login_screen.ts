import { type AnyCommand, type CommandContext, defineCommand, escapeMarkup } from "../../api.ts";

/** Shows the login screen to a session that has just come in (behaviour 1.2.1). */
export const loginScreen: AnyCommand = defineCommand({
  key: "login screen",
  system: "unloggedinLook",
  needs: "session",
  run: show,
});

/** Shows the login screen again. */
export const loginLook: AnyCommand = defineCommand({
  key: "look",
  aliases: ["l"],
  needs: "session",
  usage: "look",
  help: "Shows the first screen again.",
  run: show,
});

function show({ game, msg }: CommandContext<"session">): void {
  const { connectionScreen, serverName } = game.settings;
  msg(connectionScreen.replaceAll("{serverName}", () => escapeMarkup(serverName)));
}
