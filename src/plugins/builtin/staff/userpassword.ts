import {
  type Account,
  type AnyCommand,
  type CommandContext,
  defineCommand,
  escapeMarkup,
  type MuxArgs,
  permitsAccount,
} from "../../api.ts";
import { accountMeant } from "../find_account.ts";
import { keptAtHome } from "../kept_at_home.ts";
import { commandLink, shownName } from "../markup.ts";
import { requiredArgs } from "../required_args.ts";

type Context = CommandContext<"account", MuxArgs<never>>;

/** Gives an account another password, which is never shown (behaviour 9.4.3). */
export const userpassword: AnyCommand = defineCommand({
  key: "userpassword",
  needs: "account",
  category: "staff",
  permission: "Admin",
  secretArgs: "all",
  usage: "userpassword ACCOUNT [= PASSWORD]",
  help: "Gives an account another password. Without one you are asked, and it is hidden while " +
    "you type it; it is shown to nobody.",
  args: requiredArgs("Whose password do you want to change?", { sides: "left" }),
  async run(context) {
    const elsewhere = keptAtHome(context.game);
    if (elsewhere !== undefined) return context.msg(elsewhere);
    const { args: { rhs }, game, account, session, msg } = context;
    const target = await meant(context);
    if (target === null) return;
    const password = rhs ?? await asked(context, target);
    if (password === null || !isGood(context, password, target)) return;
    // The answer may come late: the other may be gone by then, or above.
    const still = rhs === null ? await meant(context) : target;
    if (still === null) return;
    if (!permitsAccount(account, "Admin")) return msg("You have not the permission any more.");
    await game.accounts.setPassword(still, password);
    session.log(`${account.name} changed the password of ${still.name}`);
    msg(`The password of ${shownName(still.name)} was changed.`);
    still.msg(`${shownName(account.name)} has changed your password.`);
  },
});

/** Returns `null` when the user has been told why there is none. */
async function meant(context: Context): Promise<Account | null> {
  const { args: { lhs: name }, game, account, msg } = context;
  const found = await accountMeant({ game, account, name });
  if (found.kind === "refused") msg(found.problem);
  else if (found.target.id !== account.id) return found.target;
  else msg(`Type ${commandLink("password")} to change your own.`);
  return null;
}

async function asked({ ask, msg }: Context, { name }: Account): Promise<string | null> {
  const password = await ask(`The new password of ${shownName(name)}: `, { secret: true });
  const repeated = password === "" ? "" : await ask("The same again: ", { secret: true });
  if (password !== "" && repeated === password) return password;
  const why = password === "" ? "" : "The two passwords differ. ";
  msg(`${why}The password of ${shownName(name)} stays as it was.`);
  return null;
}

function isGood({ game, msg }: Context, password: string, { name }: Account): boolean {
  const problem = game.accounts.checkPassword(password, name);
  if (problem !== null) {
    msg(`${escapeMarkup(problem)} The password of ${shownName(name)} stays as it was.`);
  }
  return problem === null;
}
