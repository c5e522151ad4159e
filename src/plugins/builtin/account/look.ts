import {
  type AnyCommand,
  appearance,
  type CommandContext,
  defineCommand,
  type GameObject,
} from "../../api.ts";
import { findObject, whichOne } from "../find_object.ts";
import { commandLink, shownName, shownText } from "../markup.ts";
import { oocView } from "../ooc_screen.ts";
import { ownCharacters } from "../own_characters.ts";

/** Looks around, out of character (behaviours 6.15 and 9.3.1). */
export const oocLook: AnyCommand = defineCommand({
  key: "look",
  aliases: ["l", "ls"],
  needs: "account",
  usage: "look [CHARACTER]",
  help: "Shows your sessions and your characters, or what one of your characters looks like.",
  run(context) {
    const { args, puppet, msg } = context;
    if (puppet !== null) return msg(inCharacter(puppet));
    if (args === "") return msg({ text: oocView(context), type: "look" });
    const found = findObject(ownCharacters(context.account), args);
    if (found.kind === "many") return msg(whichOne(found, "look"));
    if (found.kind === "none") return msg(notSeen(context));
    msg({ text: appearance(found.object, found.object), type: "look" });
  },
});

/** Somebody's puppet looks by itself; this one has no way to. */
function inCharacter({ name }: GameObject): string {
  return `You are in character, and ${shownName(name)} has no way to look around. ` +
    `Type ${commandLink("ooc")} first.`;
}

function notSeen({ args }: CommandContext<"account">): string {
  return `Out of character you see only your own characters, and none is called ` +
    `"${shownText(args)}". Type ${commandLink("look")} to see which there are.`;
}
