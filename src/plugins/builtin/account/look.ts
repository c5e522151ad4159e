import { type AnyCommand, defineCommand } from "../../api.ts";
import { oocScreen } from "../ooc_screen.ts";

/** Looks around, out of character. */
export const oocLook: AnyCommand = defineCommand({
  key: "look",
  aliases: ["l"],
  needs: "account",
  usage: "look",
  help: "Shows your sessions and your characters.",
  run: (context) => context.msg(oocScreen(context)),
});
