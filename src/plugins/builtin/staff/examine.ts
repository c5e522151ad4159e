import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  type GameObject,
  type MuxArgs,
  muxArgs,
  type Session,
} from "../../api.ts";
import { findObject } from "../find_object.ts";
import { findSessions } from "../find_sessions.ts";
import { inOrder } from "../in_order.ts";
import { commandLink, counted, orList, shownText } from "../markup.ts";
import { examinedObject } from "./examined_object.ts";
import { examinedSession } from "./examined_session.ts";

/** How many sessions of one account are shown whole, and how many things to choose from. */
const MAX_LISTED = 10;

type Context = CommandContext<"account", MuxArgs<"object">>;

/** Shows all of a session or an object (behaviour 9.4.4). */
export const examine: AnyCommand = defineCommand({
  key: "examine",
  aliases: ["ex"],
  needs: "account",
  category: "staff",
  permission: "Builder",
  usage: "examine[/object] [#SESSION|ACCOUNT|THING|here|me]",
  help: "Shows everything about a session, by its number or its account, or about a thing, this " +
    "place or yourself. With /object the number is a thing's, wherever it is.",
  args: muxArgs({ switches: ["object"] }),
  run(context) {
    const { args, game, msg } = context;
    if (args.switches.includes("object")) return showNumbered(context);
    const sessions = sessionsMeant(context);
    for (const one of sessions.slice(0, MAX_LISTED)) msg(examinedSession(one, game));
    const others = sessions.slice(MAX_LISTED).map(({ sessid }) =>
      commandLink(`examine #${sessid}`)
    );
    if (others.length > 0) msg(`And ${counted(others.length, "session")} more: ${orList(others)}.`);
    if (sessions.length === 0) showObject(context);
  },
});

function showNumbered({ args, game, msg }: Context): void {
  const object = game.world.get(Number(/^#?(\d{1,15})$/.exec(args.args)?.[1] ?? Number.NaN));
  if (object === undefined) return msg(`There is no object numbered "${shownText(args.args)}".`);
  msg(examinedObject(object, game));
}

/** Things near are meant before accounts; without a puppet, oneself is the session. */
function sessionsMeant(context: Context): readonly Session[] {
  const { args: { args }, session, puppet, game } = context;
  if (puppet === null && ["", "me", "self"].includes(args.toLowerCase())) return [session];
  if (!args.startsWith("#") && objectsMeant(context).length > 0) return [];
  return inOrder(findSessions(game, args));
}

function showObject(context: Context): void {
  const { args: { args }, game, msg } = context;
  if (args.startsWith("#")) return msg(`There is no session "${shownText(args)}".`);
  const [object, ...others] = objectsMeant(context);
  if (object === undefined) return msg(`There is nothing called "${shownText(args)}".`);
  if (others.length === 0) return msg(examinedObject(object, game));
  msg(`Which one? ${orList([object, ...others].slice(0, MAX_LISTED).map(link))}.`);
}

function link({ id, name }: GameObject): string {
  return commandLink(`examine/object ${id}`, `${name} (#${id})`);
}

/** Returns what is near and fits; else what has exactly this name, anywhere. */
function objectsMeant({ args: { args }, puppet, game }: Context): readonly GameObject[] {
  const place = puppet?.location ?? null;
  const word = args.toLowerCase();
  if (["me", "self"].includes(word)) return puppet === null ? [] : [puppet];
  if (["", "here"].includes(word)) return place === null ? [] : [place];
  const found = findObject([...place?.contents ?? [], ...puppet?.contents ?? []], args);
  if (found.kind === "one") return [found.object];
  return found.kind === "many" ? found.objects : game.world.named(args);
}
