import {
  type Account,
  type AnyCommand,
  type CommandContext,
  defineCommand,
  escapeMarkup,
  type Game,
  type MuxArgs,
  muxArgs,
  outranks,
  permits,
  table,
} from "../../api.ts";
import { counted, shownName, shownText } from "../markup.ts";

/** How many accounts are listed at most: the newest. */
const MAX_LISTED = 20;

type Context = CommandContext<"account", MuxArgs<"delete">>;

/** Lists accounts, and deletes one (behaviour 9.4.4). */
export const accounts: AnyCommand = defineCommand({
  key: "accounts",
  needs: "account",
  category: "staff",
  permission: "Admin",
  usage: "accounts[/delete] [NAME]",
  help: "Lists the newest accounts that are here or have characters, or shows the account of a " +
    "name. With /delete a Developer deletes it for good, with its characters, after a question.",
  args: muxArgs({ switches: ["delete"] }),
  async run(context) {
    const { args: { args, switches }, game, msg } = context;
    if (args === "" && switches.length > 0) return msg("Which account do you want to delete?");
    if (args === "") return msg(listed(await known(game)));
    const account = await game.accounts.find(args);
    if (account === undefined) return msg(`There is no account "${shownText(args)}".`);
    if (switches.length === 0) return msg(listed([account]));
    await remove(context, account);
  },
});

async function remove(context: Context, target: Account): Promise<void> {
  const { game, ask, msg } = context;
  const name = shownName(target.name);
  const problem = problemOf(context, target);
  if (problem !== undefined) return msg(problem);
  const answer = await ask(
    `${name} will be gone for good, with ${counted(target.characters.length, "character")}; ` +
      `${counted(target.sessions.length, "session")} will end. Type its name to delete it: `,
  );
  if (answer.toLowerCase() !== target.name.toLowerCase()) return msg(`${name} was not deleted.`);
  await game.accounts.delete(target);
  msg(`The account ${name} was deleted.`);
}

function problemOf({ account }: Context, target: Account): string | undefined {
  if (!permits(account.permissions, account.isSuperuser, "Developer")) {
    return "Only a Developer deletes accounts.";
  }
  if (target.id === account.id) return "You cannot delete your own account.";
  if (!outranks(target, account)) return undefined;
  return "You cannot delete somebody whose permission is higher than yours.";
}

/** Finds the newest accounts, among those that are here or have a character. */
async function known({ sessions, world, accounts }: Game): Promise<readonly Account[]> {
  const owners = world.all().map(({ ownerId }) => ownerId).filter((id) => id !== null);
  const ids = new Set([...sessions.accounts().map(({ id }) => id), ...owners]);
  const newest = [...ids].sort((a, b) => b - a).slice(0, MAX_LISTED);
  const found = await Promise.all(newest.map((id) => accounts.get(id)));
  return found.filter((account) => account !== undefined);
}

function listed(accounts: readonly Account[]): string {
  const rows = accounts.map((account) => [
    String(account.id),
    escapeMarkup(account.name),
    account.isSuperuser ? "superuser" : account.permissions.join(", "),
    new Date(account.createdAt).toISOString().slice(0, 10),
    String(account.characters.length),
    String(account.sessions.length),
  ]);
  const head = ["Account", "Name", "Permission", "Since", "Characters", "Sessions"];
  return table(rows, { head });
}
