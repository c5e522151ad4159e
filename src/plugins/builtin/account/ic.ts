import {
  type Account,
  type AnyCommand,
  type CommandContext,
  defineCommand,
  type GameObject,
} from "../../api.ts";
import { findObject, whichOne } from "../find_object.ts";
import { commandLink, orList, shownText } from "../markup.ts";
import { ownCharacters } from "../own_characters.ts";
import { puppetRefusal } from "../puppet_refusal.ts";

/** Puppets a character (behaviour 9.3.1). */
export const ic: AnyCommand = defineCommand({
  key: "ic",
  aliases: ["puppet"],
  needs: "account",
  category: "account",
  usage: "ic [NAME]",
  help: "Enters the world as one of your characters; without a name, as the one you were last.",
  async run(context) {
    const { args, account, game, session, msg } = context;
    const character = args === "" ? usualCharacter(account) : named(context);
    if (character === undefined) return msg(whichCharacter(account));
    if (character === null) return;
    const refusal = puppetRefusal(await game.sessions.puppet(session, character), character);
    if (refusal !== undefined) msg(refusal);
  },
});

function usualCharacter({ lastPuppet, characters }: Account): GameObject | undefined {
  return lastPuppet ?? (characters.length === 1 ? characters[0] : undefined);
}

/** Returns `null` when the user has been told why there is none. */
function named({ args, account, msg }: CommandContext<"account">): GameObject | null {
  const found = findObject(ownCharacters(account), args);
  if (found.kind === "one") return found.object;
  if (found.kind === "many") msg(whichOne(found, "ic"));
  else msg(`You have no character called "${shownText(args)}". ${whichCharacter(account)}`);
  return null;
}

function whichCharacter(account: Account): string {
  const characters = ownCharacters(account);
  if (characters.length === 0) {
    return "Type |wcharcreate|n and a name to make your first character.";
  }
  return `Type ${orList(characters.map(({ name }) => commandLink(`ic ${name}`)))}.`;
}
