import { type AnyCommand, appearance, defineCommand, type GameObject } from "../../api.ts";
import { findObject, type Found, whichOne } from "../find_object.ts";
import { shownText } from "../markup.ts";

/** Looks around, or at something. */
export const look: AnyCommand = defineCommand({
  key: "look",
  aliases: ["l", "ls"],
  category: "world",
  usage: "look [THING]",
  help: "Shows where you are, or what something looks like.",
  run({ args, puppet, msg }) {
    const typed = args.replace(/^at\s+/i, "");
    const found = target(puppet, typed);
    if (found.kind === "one") {
      return msg({ text: described(found.object, puppet), type: "look" });
    }
    if (found.kind === "many") return msg(whichOne(found, "look"));
    msg(typed === "" ? "You are nowhere." : `You see no "${shownText(typed)}" here.`);
  },
});

function target(puppet: GameObject, typed: string): Found {
  const { location } = puppet;
  if (["", "here"].includes(typed.toLowerCase())) {
    return location === null ? { kind: "none" } : { kind: "one", object: location };
  }
  if (["me", "self"].includes(typed.toLowerCase())) return { kind: "one", object: puppet };
  return findObject([...location?.contents ?? [], ...puppet.contents], typed);
}

function described(object: GameObject, looker: GameObject): string {
  const text = appearance(object, looker);
  const isBare = object.type !== "room" && !text.includes("\n");
  return isBare ? `${text}\nNothing special.` : text;
}
