import { type AnyCommand, defineCommand, escapeMarkup } from "../../api.ts";
import { commandLink } from "../markup.ts";
import { requiredText } from "../required_text.ts";

/** Makes a character (behaviour 9.3.3). */
export const charcreate: AnyCommand = defineCommand({
  key: "charcreate",
  needs: "account",
  category: "account",
  permission: "Player",
  usage: "charcreate NAME",
  help: "Makes a new character of that name.",
  args: requiredText("What shall your character be called?"),
  run({ args, account, game, msg }) {
    const result = game.accounts.createCharacter(account, args);
    if (result.kind === "refused") return msg(escapeMarkup(result.problem));
    const { name } = result.character;
    msg(`Character created: ${escapeMarkup(name)}.`);
    msg(`Type ${commandLink(`ic ${name}`)} to enter the world.`);
  },
});
