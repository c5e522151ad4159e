import {
  type AnyCommand,
  type Ban,
  type BanCheck,
  type BanInit,
  type CommandContext,
  defineCommand,
  escapeMarkup,
  type MuxArgs,
  muxArgs,
  table,
} from "../../api.ts";
import { counted, shownName, shownText } from "../markup.ts";
import { parseBan } from "./parse_ban.ts";
import { parseBanTime } from "./parse_ban_time.ts";

type Switch = "address" | "ip" | "name";
type Context = CommandContext<"account", MuxArgs<Switch>>;

/** Keeps out addresses and accounts (behaviour 9.4.2). */
export const ban: AnyCommand = defineCommand({
  key: "ban",
  needs: "account",
  category: "staff",
  permission: "Admin",
  usage: "ban[/address|/ip|/name] [ADDRESS|NETWORK|NAME [for TIME] [: REASON]]",
  help: "Keeps out an address such as 192.0.2.7 or 2001:db8::7, a network such as 192.0.2.0/24, " +
    "or the account of a name, and disconnects whom it fits. What is meant shows by its look, " +
    "unless a switch says it. With a time, such as |wfor 30 min|n, |wfor 12h|n or |wfor 7d|n, it ends " +
    "by itself. Without args it lists the bans.",
  args: muxArgs({ switches: ["address", "ip", "name"] }),
  async run(context) {
    const { args, game, msg, account } = context;
    if (args.args === "") return msg(listed(game.bans.all()));
    const init = initOf(args);
    if (typeof init === "string") return msg(init);
    const check = await game.bans.check(init, account);
    if (check.kind === "refused") return msg(escapeMarkup(check.problem));
    if (!await isAgreed(context, check)) return msg("Nobody was banned.");
    const result = await game.bans.add(init, account);
    if (result.kind === "refused") return msg(escapeMarkup(result.problem));
    msg(`You banned ${described(result.ban)}: it is ban ${result.ban.id}.`);
  },
});

function initOf({ args, switches }: MuxArgs<Switch>): BanInit | string {
  if (switches.length > 1) return "Choose one: an address or a name.";
  const { who, seconds } = parseBanTime(args);
  const parsed = parseBan(who);
  if (parsed === null) {
    return "Put a colon before the reason. A time is written as |wfor 7d|n.";
  }
  const init = seconds === undefined ? parsed : { ...parsed, seconds };
  const [kind] = switches;
  return kind === undefined ? init : { ...init, kind: kind === "name" ? kind : "address" };
}

async function isAgreed(
  { ask }: Context,
  { ban, sessions }: Extract<BanCheck, { kind: "possible" }>,
): Promise<boolean> {
  if (sessions.length === 0) return true;
  const answer = await ask(
    `That ends ${counted(sessions.length, "session")}. Type |wyes|n to ban ${described(ban)}: `,
  );
  return ["y", "yes"].includes(answer.toLowerCase());
}

function described({ kind, pattern }: Pick<Ban, "kind" | "pattern">): string {
  return kind === "name" ? `the account ${shownName(pattern)}` : `|c${shownText(pattern)}|n`;
}

function listed(bans: readonly Ban[]): string {
  if (bans.length === 0) return "Nobody is banned.";
  const rows = bans.map(({ id, kind, pattern, by, at, until, reason }) => [
    String(id),
    kind,
    escapeMarkup(pattern),
    by === "" ? "-" : escapeMarkup(by),
    new Date(at).toISOString().slice(0, 10),
    until === undefined ? "-" : new Date(until).toISOString().slice(0, 16).replace("T", " "),
    escapeMarkup(reason),
  ]);
  return table(rows, { head: ["Ban", "Kind", "Who", "By", "Since", "Until (UTC)", "Reason"] });
}
