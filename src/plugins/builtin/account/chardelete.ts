import { type AnyCommand, type CommandContext, defineCommand, type GameObject } from "../../api.ts";
import { findObject, whichOne } from "../find_object.ts";
import { commandLink, shownName, shownText } from "../markup.ts";
import { ownCharacters } from "../own_characters.ts";
import { requiredText } from "../required_text.ts";

/** Deletes a character, after asking (behaviour 9.3.3). */
export const chardelete: AnyCommand = defineCommand({
  key: "chardelete",
  needs: "account",
  category: "account",
  permission: "Player",
  usage: "chardelete NAME",
  help: "Deletes one of your characters for good; what it carries stays where you begin.",
  args: requiredText("Which of your characters?"),
  async run(context) {
    const character = chosen(context);
    if (character === undefined || !isIdle(context, character)) return;
    const { name } = character;
    const answer = await context.ask(
      `${shownName(name)} will be gone for good. Type its name, or |wyes|n, to delete it: `,
    );
    if (!isAgreed(answer, name)) return context.msg(`${shownName(name)} was not deleted.`);
    // The answer may come late: another session may have been quicker.
    if (context.game.world.get(character.id) !== character) {
      return context.msg(`${shownName(name)} is gone already.`);
    }
    if (isIdle(context, character)) remove(context, character);
  },
});

function chosen({ args, account, msg }: CommandContext<"account">): GameObject | undefined {
  const found = findObject(ownCharacters(account), args);
  if (found.kind === "one") return found.object;
  if (found.kind === "many") msg(whichOne(found, "chardelete"));
  else msg(`You have no character called "${shownText(args)}".`);
  return undefined;
}

function isIdle({ msg }: CommandContext<"account">, character: GameObject): boolean {
  if (character.sessions.length === 0) return true;
  msg(`${shownName(character.name)} is in play. Type ${commandLink("ooc")} there first.`);
  return false;
}

function isAgreed(answer: string, name: string): boolean {
  return ["yes", name.toLowerCase()].includes(answer.toLowerCase());
}

function remove({ game, msg }: CommandContext<"account">, character: GameObject): void {
  // A character that nobody plays is nowhere, and what it carries must not be lost with it.
  const place = character.location ?? game.world.startLocation();
  for (const thing of character.contents) thing.location = place;
  character.delete();
  msg(`${shownName(character.name)} was deleted.`);
}
