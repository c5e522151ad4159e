import { type AnyCommand, defineCommand, escapeMarkup } from "../../api.ts";
import { findObject, whichOne } from "../find_object.ts";
import { shownText } from "../markup.ts";
import { requiredText } from "../required_text.ts";

/** Puts a thing down. */
export const drop: AnyCommand = defineCommand({
  key: "drop",
  category: "world",
  usage: "drop THING",
  help: "Puts down something that you carry.",
  args: requiredText("What do you want to drop?"),
  run({ args, puppet, msg }) {
    const { location } = puppet;
    if (location === null) return msg("You are nowhere, and there is no ground to drop it on.");
    const found = findObject(puppet.contents.filter(({ type }) => type === "thing"), args);
    if (found.kind === "none") return msg(`You carry no "${shownText(args)}".`);
    if (found.kind === "many") return msg(whichOne(found, "drop"));
    const name = escapeMarkup(found.object.name);
    found.object.location = location;
    puppet.msg(`You drop ${name}.`);
    location.msg(`${escapeMarkup(puppet.name)} drops ${name}.`, {
      exclude: [puppet, found.object],
    });
  },
});
