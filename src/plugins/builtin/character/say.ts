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

function speak({ args, puppet, game, msg }: CommandContext): void {
  const { location, name: talker } = puppet;
  if (location === null) return msg("You are nowhere, and nobody hears you.");
  const said = `You say, "${escapeMarkup(args)}"`;
  puppet.msg(said);
  game.oob.channelText(puppet.sessions, { channel: "say", talker, text: said });
  const heard = `${escapeMarkup(talker)} says, "${escapeMarkup(args)}"`;
  location.msg(heard, { exclude: [puppet] });
  const others = location.contents.filter((object) => object !== puppet);
  game.oob.channelText(others.flatMap(({ sessions }) => sessions), {
    ...{ channel: "say", talker, text: heard },
  });
}
