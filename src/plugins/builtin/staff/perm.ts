import {
  type Account,
  type AnyCommand,
  type CommandContext,
  defineCommand,
  type MuxArgs,
  type Permission,
  PERMISSIONS,
  permits,
} from "../../api.ts";
import { accountMeant } from "../find_account.ts";
import { commandLink, orList, shownName, shownText } from "../markup.ts";
import { requiredArgs } from "../required_args.ts";

type Context = CommandContext<"account", MuxArgs<"del">>;

/** Shows, gives and takes away permissions (behaviour 9.4.3). */
export const perm: AnyCommand = defineCommand({
  key: "perm",
  aliases: ["setperm"],
  needs: "account",
  category: "staff",
  permission: "Developer",
  usage: "perm[/del] ACCOUNT [= LEVEL]",
  help: `Shows the permissions of an account, or gives it one: ${orList(PERMISSIONS)}. Each ` +
    "includes those before it. With /del it is taken away. Nobody gives more than they have.",
  args: requiredArgs("Whose permissions do you mean?", { sides: "left", switches: ["del"] }),
  async run(context) {
    const { args: { lhs: name, rhs, switches }, game, account, msg } = context;
    const found = rhs === null && switches.length === 0
      ? await shownAccount(game.accounts, name)
      : await accountMeant({ game, account, name });
    if (found.kind === "refused") return msg(found.problem);
    if (rhs === null && switches.length === 0) return msg(described(found.target));
    change(context, found.target, rhs ?? "");
  },
});

/** Anybody's permissions may be looked at. */
async function shownAccount(accounts: Context["game"]["accounts"], name: string) {
  const target = await accounts.find(name);
  return target === undefined
    ? { kind: "refused", problem: `There is no account "${shownText(name)}".` } as const
    : { kind: "account", target } as const;
}

function described({ name, isSuperuser, permissions }: Account): string {
  if (isSuperuser) return `${shownName(name)} is a superuser, to whom everything is open.`;
  if (permissions.length === 0) return `${shownName(name)} has no permission, like a guest.`;
  return `${shownName(name)} has the permissions ${permissions.join(", ")}; the last one counts.`;
}

function change(context: Context, target: Account, typed: string): void {
  const { account, args: { switches }, msg } = context;
  const level = PERMISSIONS.find((one) => one.toLowerCase() === typed.toLowerCase());
  if (level === undefined) return msg(unknown(typed));
  if (target.id === account.id) return msg("Nobody changes their own permissions.");
  if (!permits(account.permissions, account.isSuperuser, level)) {
    return msg(`You cannot deal in the permission ${level}, which you do not have yourself.`);
  }
  const isTaken = switches.includes("del");
  if (target.permissions.includes(level) !== isTaken) {
    return msg(
      `${shownName(target.name)} ${isTaken ? "has no" : "has the"} permission ${level}` +
        `${isTaken ? "" : " already"}. ${described(target)}`,
    );
  }
  give(context, { target, level, isTaken });
}

interface Change {
  readonly target: Account;
  readonly level: Permission;
  readonly isTaken: boolean;
}

function give({ account, session, msg }: Context, { target, level, isTaken }: Change): void {
  const others = target.permissions.filter((one) => one !== level);
  target.permissions = isTaken ? others : [...others, level];
  session.log(`${account.name} ${isTaken ? "took from" : "gave"} ${target.name} ${level}`);
  const did = isTaken ? "took from you" : "gave you";
  msg(`Changed. ${described(target)}`);
  target.msg(
    `${shownName(account.name)} ${did} the permission ${level}. ` +
      `Type ${commandLink("help")} to see what you can do now.`,
  );
}

function unknown(typed: string): string {
  const levels = orList(PERMISSIONS);
  if (typed === "") return `Which permission? There is ${levels}.`;
  return `There is no permission "${shownText(typed)}". There is ${levels}.`;
}
