import {
  type Account,
  type AnyCommand,
  type CommandContext,
  defineCommand,
  type GameObject,
  permitsAccount,
} from "../../api.ts";
import { findObject, type Found, whichOne } from "../find_object.ts";
import { commandLink, orList, shownText } from "../markup.ts";
import { ownCharacters } from "../own_characters.ts";
import { puppetRefusal } from "../puppet_refusal.ts";

/** Puppets a character (behaviour 9.3.1). */
export const ic: AnyCommand = defineCommand({
  key: "ic",
  aliases: ["puppet"],
  needs: "account",
  category: "account",
  leadsTo: "puppet",
  usage: "ic [NAME]",
  help: "Enters the world as one of your characters; without a name, as the one you were last. " +
    "Builders may be anybody and any thing: what is near is meant before what is far, and #12 " +
    "is what has that number.",
  async run(context) {
    const { args, account, game, session, msg } = context;
    const character = args === "" ? usualCharacter(account) : named(context);
    if (character === undefined) return msg(whichCharacter(account));
    if (character === null) return;
    const refusal = puppetRefusal(await game.sessions.puppet(session, character), character);
    if (refusal !== undefined) msg(refusal);
  },
});

function usualCharacter({ lastPuppet, characters }: Account): GameObject | undefined {
  return lastPuppet ?? (characters.length === 1 ? characters[0] : undefined);
}

/** Returns `null` when the user has been told why there is none. */
function named(context: CommandContext<"account">): GameObject | null {
  const { args, account, msg } = context;
  const own = findObject(ownCharacters(account), args);
  const isStaff = own.kind === "none" && permitsAccount(account, "Builder");
  const found = isStaff ? anybody(context) : own;
  if (found.kind === "one") return found.object;
  if (found.kind === "many") msg(whichOne(found, "ic"));
  else msg(`You have no character called "${shownText(args)}". ${whichCharacter(account)}`);
  return null;
}

/** Who may puppet anything finds it near, else anywhere. */
function anybody({ args, puppet, game: { world } }: CommandContext<"account">): Found {
  const [, number] = /^#(\d{1,15})$/.exec(args) ?? [];
  const numbered = number === undefined ? undefined : world.get(Number(number));
  if (numbered !== undefined) return { kind: "one", object: numbered };
  const near = findObject(bodies(puppet?.location?.contents ?? []), args);
  return near.kind === "none" ? findObject(bodies(world.all()), args) : near;
}

function bodies(objects: readonly GameObject[]): readonly GameObject[] {
  return objects.filter(({ type }) => type === "character" || type === "thing");
}

function whichCharacter(account: Account): string {
  const characters = ownCharacters(account);
  if (characters.length === 0) {
    return "Type |wcharcreate|n and a name to make your first character.";
  }
  return `Type ${orList(characters.map(({ name }) => commandLink(`ic ${name}`)))}.`;
}
