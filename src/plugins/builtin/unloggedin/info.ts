import { type AnyCommand, defineCommand, escapeMarkup } from "../../api.ts";
import { duration } from "../duration.ts";

/** Tells about the server. */
export const info: AnyCommand = defineCommand({
  key: "info",
  needs: "session",
  usage: "info",
  help: "Tells which server this is, how long it has been up, and how many are here.",
  run({ game, msg }) {
    msg([
      `Name: ${escapeMarkup(game.settings.serverName)}`,
      `Version: Vestibule ${game.version}`,
      `Up for: ${duration(game.now() - game.startedAt)}`,
      `Logged in: ${game.sessions.accounts().length}`,
    ].join("\n"));
  },
});
