import {
  type Account,
  type AnyCommand,
  type CommandContext,
  defineCommand,
  type MuxArgs,
  type NeededPermission,
  type Permission,
  PERMISSIONS,
  permitsAccount,
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
  usage: "perm[/del] ACCOUNT [= LEVEL|PERMISSION]",
  help: `Shows the permissions of an account, or gives it one: ${orList(PERMISSIONS)}. Each ` +
    "includes those before it. A permission that a plugin provides is given by its name, such as " +
    "weather/forecast. With /del it is taken away. Nobody gives more than they have.",
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

function described(account: Account): string {
  const given = account.granted.length === 0
    ? ""
    : ` By name: ${shownText(account.granted.join(", "))}.`;
  return `${levelsOf(account)}${given}`;
}

function levelsOf({ name, isSuperuser, permissions }: Account): string {
  if (isSuperuser) return `${shownName(name)} is a superuser, to whom everything is open.`;
  if (permissions.length === 0) return `${shownName(name)} has no permission, like a guest.`;
  return `${shownName(name)} has the permissions ${permissions.join(", ")}; the last one counts.`;
}

function change(context: Context, target: Account, typed: string): void {
  const { account, args: { switches }, msg } = context;
  const level = PERMISSIONS.find((one) => one.toLowerCase() === typed.toLowerCase());
  const named = level === undefined ? namedPermission(context, target, typed) : undefined;
  const wanted = level ?? named;
  if (wanted === undefined) return msg(unknown(context, typed));
  if (target.id === account.id) return msg("Nobody changes their own permissions.");
  if (!permitsAccount({ ...heldBy(account), isQuelled: false }, wanted)) {
    return msg(`You cannot deal in the permission ${wanted}, which you do not have yourself.`);
  }
  const isTaken = switches.includes("del");
  if (holdsItself(target, wanted) !== isTaken) {
    return msg(
      `${shownName(target.name)} ${isTaken ? "has no" : "has the"} permission ${wanted}` +
        `${isTaken ? "" : " already"}. ${described(target)}`,
    );
  }
  give(context, { target, level: wanted, isTaken });
}

/** Finds a permission of a plugin; one that was given may be taken back when its plugin is away. */
function namedPermission({ game }: Context, target: Account, typed: string) {
  const names = [...game.parts.permissions().map(({ name }) => name), ...target.granted];
  return names.find((name) => name.toLowerCase() === typed.toLowerCase());
}

function heldBy(account: Account) {
  const { permissions, isSuperuser, granted } = account;
  return { permissions, isSuperuser, granted, leastFor: account.leastFor.bind(account) };
}

function holdsItself({ permissions, granted }: Account, wanted: NeededPermission): boolean {
  return [...permissions, ...granted].includes(wanted);
}

interface Change {
  readonly target: Account;
  readonly level: NeededPermission;
  readonly isTaken: boolean;
}

function give({ account, session, msg }: Context, { target, level, isTaken }: Change): void {
  const added = isTaken ? [] : [level];
  const held = [...without(target.permissions, level), ...without(target.granted, level), ...added];
  target.permissions = held.filter(isLevel);
  target.granted = held.filter((one) => !isLevel(one));
  session.log(`${account.name} ${isTaken ? "took from" : "gave"} ${target.name} ${level}`);
  const did = isTaken ? "took from you" : "gave you";
  msg(`Changed. ${described(target)}`);
  target.msg(
    `${shownName(account.name)} ${did} the permission ${level}. ` +
      `Type ${commandLink("help")} to see what you can do now.`,
  );
}

function isLevel(wanted: NeededPermission): wanted is Permission {
  return PERMISSIONS.some((level) => level === wanted);
}

function without<T extends NeededPermission>(held: readonly T[], level: NeededPermission) {
  return held.filter((one: NeededPermission) => one !== level);
}

function unknown({ game }: Context, typed: string): string {
  const levels = orList([...PERMISSIONS, ...game.parts.permissions().map(({ name }) => name)]);
  if (typed === "") return `Which permission? There is ${levels}.`;
  return `There is no permission "${shownText(typed)}". There is ${levels}.`;
}
