import { type AnyCommand, type CommandContext, defineCommand, escapeMarkup } from "../../api.ts";
import { requiredText } from "../required_text.ts";

const TEXT = {
  category: "world",
  help: "Says something to everybody here.",
  args: requiredText("What do you want to say?"),
  run: speak,
} as const;

/** Says something. */
export const say: AnyCommand = defineCommand({ key: "say", usage: "say TEXT", ...TEXT });

/** Says something, with a sign in place of a word. */
export const saySign: AnyCommand = defineCommand({
  key: "'",
  prefix: true,
  usage: "'TEXT",
  ...TEXT,
});

function speak({ args, puppet, msg }: CommandContext): void {
  const text = escapeMarkup(args);
  if (puppet.location === null) return msg("You are nowhere, and nobody hears you.");
  puppet.msg(`You say, "${text}"`);
  puppet.location.msg(`${escapeMarkup(puppet.name)} says, "${text}"`, { exclude: [puppet] });
}
