import { type AnyCommand, type CommandContext, defineCommand, escapeMarkup } from "../../api.ts";
import { requiredText } from "../required_text.ts";

const TEXT = {
  category: "world",
  help: "Shows everybody here what you do: pose smiles. Begin with 's for what is yours.",
  args: requiredText("What do you want to do?"),
  run: act,
} as const;

/** Does something that others see. */
export const pose: AnyCommand = defineCommand({
  key: "pose",
  aliases: ["emote"],
  usage: "pose TEXT",
  ...TEXT,
});

/** Does something that others see, with a sign in place of a word. */
export const poseSign: AnyCommand = defineCommand({
  key: ":",
  prefix: true,
  usage: ":TEXT",
  ...TEXT,
});

function act({ args, puppet, msg }: CommandContext): void {
  if (puppet.location === null) return msg("You are nowhere, and nobody sees you.");
  const gap = /^['’,:]/.test(args) ? "" : " ";
  puppet.location.msg(`${escapeMarkup(puppet.name)}${gap}${escapeMarkup(args)}`);
}
