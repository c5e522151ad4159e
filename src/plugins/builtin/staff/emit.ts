import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  type GameObject,
  type MuxArgs,
  muxArgs,
  withoutLinks,
} from "../../api.ts";
import { findObject, type Found, whichOne } from "../find_object.ts";
import { findAnywhere, findPlayed } from "../find_played.ts";
import { shownName, shownText } from "../markup.ts";
import { requiredArgs } from "../required_args.ts";

type Context = CommandContext<"account", MuxArgs<never>>;

const COMMON = { needs: "account", category: "staff", permission: "Builder" } as const;

/** Tells a room, or somebody, something that nobody says (behaviour 9.4.3). */
export const emit: AnyCommand = defineCommand({
  ...COMMON,
  key: "emit",
  usage: "emit [WHAT, WHAT =] TEXT",
  help: "Shows a text to everybody where you are, or to rooms and characters that you name; " +
    "nothing tells who sent it. Colours count.",
  args: muxArgs(),
  run(context) {
    const { args: { args, lhsList, rhs }, puppet, msg } = context;
    if (args === "") return msg("What do you want to show? Type |wemit|n and a text.");
    if (rhs !== null) return tellAll(context, lhsList, (name) => findPlace(context, name));
    const place = puppet?.location ?? null;
    if (place === null) return msg("You are nowhere. Name a room, as in emit The Hall = A bell.");
    place.msg(withoutLinks(args));
  },
});

/** Tells rooms something that nobody says. */
export const remit: AnyCommand = defineCommand({
  ...COMMON,
  key: "remit",
  usage: "remit ROOM, ROOM = TEXT",
  help: "Shows a text to everybody in the rooms that you name; nothing tells who sent it.",
  args: requiredArgs("Which rooms do you want to show what?", { sides: "both" }),
  run: (context) => tellAll(context, context.args.lhsList, (name) => findRoom(context, name)),
});

/** Tells characters something that nobody says. */
export const pemit: AnyCommand = defineCommand({
  ...COMMON,
  key: "pemit",
  usage: "pemit WHO, WHO = TEXT",
  help: "Shows a text to the players of the characters that you name; nothing tells who sent it.",
  args: requiredArgs("To whom do you want to show what?", { sides: "both" }),
  run: (context) => tellAll(context, context.args.lhsList, (name) => findPlayer(context, name)),
});

function tellAll(
  { args: { rhs }, name: command, msg }: Context,
  names: readonly string[],
  find: (name: string) => Found,
): void {
  if (names.length === 0 || rhs === null || rhs === "") {
    return msg("Name whom to tell before the equals sign, and put the text behind it.");
  }
  for (const name of new Set(names)) {
    const found = find(name);
    if (found.kind === "many") msg(whichOne(found, command));
    else if (found.kind === "none") msg(`There is no "${shownText(name)}" to show that to.`);
    else tell(found.object, rhs, msg);
  }
}

function tell(object: GameObject, text: string, msg: (text: string) => void): void {
  object.msg(withoutLinks(text));
  msg(`Shown to ${shownName(object.name)}.`);
}

function findRoom({ game, puppet }: Context, name: string): Found {
  if (name.toLowerCase() === "here" && puppet?.location?.type === "room") {
    return { kind: "one", object: puppet.location };
  }
  return findObject(game.world.all().filter(({ type }) => type === "room"), name);
}

function findPlayer({ game, puppet }: Context, name: string): Found {
  return findPlayed(game, puppet, name);
}

function findPlace(context: Context, name: string): Found {
  const found = findAnywhere(context.game, context.puppet, name);
  return found.kind === "none" ? findRoom(context, name) : found;
}
