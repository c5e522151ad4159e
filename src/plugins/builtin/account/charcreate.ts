import { type AnyCommand, defineCommand, escapeMarkup, muxArgs } from "../../api.ts";
import { commandLink, withoutLinks } from "../markup.ts";

/** Makes a character (behaviour 9.3.3). */
export const charcreate: AnyCommand = defineCommand({
  key: "charcreate",
  needs: "account",
  category: "account",
  permission: "Player",
  usage: "charcreate NAME [= DESCRIPTION]",
  help: "Makes a new character of that name; behind an equals sign stands what one sees of it.",
  args: muxArgs(),
  run({ args: { lhs, rhs }, account, game, msg }) {
    if (lhs === "") {
      return msg("What shall your character be called? Type |wcharcreate|n and a name.");
    }
    const result = game.accounts.createCharacter(account, lhs);
    if (result.kind === "refused") return msg(escapeMarkup(result.problem));
    const { name } = result.character;
    if (rhs !== null && rhs !== "") result.character.desc = withoutLinks(rhs);
    msg(`Character created: ${escapeMarkup(name)}.`);
    msg(`Type ${commandLink(`ic ${name}`)} to enter the world.`);
  },
});
