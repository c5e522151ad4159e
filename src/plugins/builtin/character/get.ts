import { type AnyCommand, type CommandContext, defineCommand, escapeMarkup } from "../../api.ts";
import { findObject, whichOne } from "../find_object.ts";
import { shownName, shownText } from "../markup.ts";
import { requiredText } from "../required_text.ts";

/** Takes a thing. */
export const get: AnyCommand = defineCommand({
  key: "get",
  aliases: ["take"],
  category: "world",
  usage: "get THING",
  help: "Takes something that lies here.",
  args: requiredText("What do you want to take?"),
  run(context) {
    const { args, puppet, msg } = context;
    const here = puppet.location?.contents ?? [];
    const found = findObject(here.filter(({ type }) => type === "thing"), args);
    if (found.kind === "none") return msg(whyNot(context));
    if (found.kind === "many") return msg(whichOne(found, "get"));
    const { object } = found;
    object.location = puppet;
    puppet.msg(`You take ${escapeMarkup(object.name)}.`);
    const seen = `${escapeMarkup(puppet.name)} takes ${escapeMarkup(object.name)}.`;
    puppet.location?.msg(seen, { exclude: [puppet] });
  },
});

function whyNot({ args, puppet }: CommandContext): string {
  const found = findObject(puppet.location?.contents ?? [], args);
  if (found.kind === "one") return `You cannot take ${shownName(found.object.name)}.`;
  if (findObject(puppet.contents, args).kind === "one") return "You have that already.";
  return `There is no "${shownText(args)}" here to take.`;
}
