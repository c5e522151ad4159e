import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  escapeMarkup,
  type MuxArgs,
  muxArgs,
  type Nick,
  type NickHolder,
  nicksOf,
  removeNick,
  setNick,
  table,
} from "../../api.ts";
import { shownName, shownText } from "../markup.ts";

type Context = CommandContext<"account", MuxArgs<"list" | "delete" | "character">>;

/** Makes one word stand for a line (behaviour 8.1.1). */
export const nick: AnyCommand = defineCommand({
  key: "nick",
  aliases: ["nicks"],
  needs: "account",
  category: "account",
  usage: "nick[/list|/delete][/character] [ALIAS [= REPLACEMENT]]",
  help: "Lists your nicks, or makes a word stand for a line: `nick hi = say Hello, $1!`. In the " +
    "replacement $1 to $9 are the words typed behind the alias, and $* is all of them; without " +
    "these, what follows is kept. With /character it holds for your character alone.",
  args: muxArgs({ switches: ["list", "delete", "character"] }),
  run(context) {
    const { switches, lhs, rhs } = context.args;
    const holder = holderOf(context);
    if (holder === null) return;
    if (switches.includes("delete")) return remove(context, holder);
    if (rhs !== null && !switches.includes("list")) return add(context, holder, rhs);
    list(context, lhs.toLowerCase());
  },
});

/** Returns `null` when the user has been told why there is none. */
function holderOf({ args, account, puppet, msg }: Context): NickHolder | null {
  if (!args.switches.includes("character")) return account;
  if (puppet !== null && puppet.ownerId === account.id) return puppet;
  msg(puppet === null ? "You are not in a character." : "Only a character's owner gives it nicks.");
  return null;
}

function add({ args, msg }: Context, holder: NickHolder, replacement: string): void {
  const result = setNick(holder, args.lhs, replacement);
  if (result.kind === "refused") return msg(escapeMarkup(result.problem));
  const { nick } = result;
  msg(`From now on "${shownText(nick.alias)}" means: ${escapeMarkup(nick.replacement)}`);
}

function remove({ args, msg }: Context, holder: NickHolder): void {
  const alias = shownText(args.lhs.toLowerCase());
  if (args.lhs === "") return msg("Which nick do you want to delete?");
  msg(
    removeNick(holder, args.lhs)
      ? `"${alias}" means itself again.`
      : `There is no nick "${alias}".`,
  );
}

function list({ account, puppet, msg }: Context, alias: string): void {
  const isOwn = puppet !== null && puppet.ownerId === account.id;
  const rows = [
    ...isOwn ? rowsOf(nicksOf(puppet), `only as ${shownName(puppet.name)}`) : [],
    ...rowsOf(nicksOf(account), ""),
  ].filter(([name]) => alias === "" || name === escapeMarkup(alias));
  if (rows.length > 0) return msg(table(rows, { head: ["Nick", "Means", "When"] }));
  msg(alias === "" ? "You have no nicks." : `There is no nick "${shownText(alias)}".`);
}

function rowsOf(nicks: readonly Nick[], when: string): readonly string[][] {
  return nicks.map(({ alias, replacement }) => [
    escapeMarkup(alias),
    escapeMarkup(replacement),
    when,
  ]);
}
