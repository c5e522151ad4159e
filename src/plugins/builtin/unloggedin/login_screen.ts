import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  escapeMarkup,
  type Game,
} from "../../api.ts";
import { commandLink, shownName } from "../markup.ts";

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

function show({ game, session, msg }: CommandContext<"session">): void {
  msg({ text: game.parts.connectionScreen(session) ?? screenText(game), type: "look" });
}

/** Makes the screen; of several that the setting holds, one is picked each time (1.2.2). */
function screenText({ settings, random }: Game): string {
  const { connectionScreen, serverName } = settings;
  const screens = typeof connectionScreen === "string" ? [connectionScreen] : connectionScreen;
  const shown = screens.filter((screen) => screen.trim() !== "");
  const picked = shown[Math.floor(random() * shown.length)];
  return picked?.replaceAll("{serverName}", () => escapeMarkup(serverName)) ?? plain(serverName);
}

function plain(serverName: string): string {
  return `This is ${shownName(serverName)}. Type ${commandLink("connect")} to come in with your ` +
    `account, ${commandLink("create")} to make one, or ${commandLink("help")} to read more.`;
}
