import { type AnyCommand, defineCommand, escapeMarkup } from "../../api.ts";
import { requiredText } from "../required_text.ts";

/** Tells everybody something, those who have not logged in included (behaviour 9.4.3). */
export const wall: AnyCommand = defineCommand({
  key: "wall",
  needs: "account",
  category: "staff",
  permission: "Admin",
  usage: "wall TEXT",
  help: "Tells every session something, those at the first screen included.",
  args: requiredText("What do you want to tell everybody?"),
  run({ args, account, game }) {
    const text = `|y${escapeMarkup(account.name)} announces:|n ${escapeMarkup(args)}`;
    game.sessions.announce(text);
    game.oob.channelText(game.sessions.all(), { channel: "wall", talker: account.name, text });
  },
});
