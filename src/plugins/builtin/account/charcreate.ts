import { type AnyCommand, defineCommand, escapeMarkup, withoutLinks } from "../../api.ts";
import { commandLink } from "../markup.ts";
import { requiredArgs } from "../required_args.ts";

/** Makes a character (behaviour 9.3.3). */
export const charcreate: AnyCommand = defineCommand({
  key: "charcreate",
  needs: "account",
  category: "account",
  permission: "Player",
  usage: "charcreate NAME [= DESCRIPTION]",
  help: "Makes a new character of that name; behind an equals sign stands what one sees of it.",
  args: requiredArgs("What shall your character be called?", { sides: "left" }),
  run({ args: { lhs, rhs }, account, game, msg }) {
    const init = { desc: rhs === null || rhs === "" ? "" : withoutLinks(rhs) };
    const result = game.accounts.createCharacter(account, lhs, init);
    if (result.kind === "refused") return msg(escapeMarkup(result.problem));
    const { name } = result.character;
    msg(`Character created: ${escapeMarkup(name)}.`);
    msg(`Type ${commandLink(`ic ${name}`)} to enter the world.`);
  },
});
