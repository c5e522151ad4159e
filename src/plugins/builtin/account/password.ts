import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  escapeMarkup,
  type MuxArgs,
  muxArgs,
  type VerifyResult,
} from "../../api.ts";
import { duration } from "../duration.ts";
import { keptAtHome } from "../kept_at_home.ts";
import { commandLink } from "../markup.ts";

type Context = CommandContext<"account", MuxArgs<never>>;

interface Passwords {
  readonly old: string;
  readonly chosen: string;
}

const UNCHANGED = "Your password stays as it was.";

/** Changes the password (behaviour 9.3.8). */
export const password: AnyCommand = defineCommand({
  key: "password",
  needs: "account",
  category: "account",
  permission: "Player",
  usage: "password [OLD = NEW]",
  help:
    "Changes your password. Without args everything is asked for, and hidden while you type it.",
  args: muxArgs(),
  async run(context) {
    const elsewhere = keptAtHome(context.game);
    if (elsewhere !== undefined) return context.msg(elsewhere);
    const { account, session, game, msg } = context;
    const passwords = context.args.args === "" ? await asked(context) : given(context);
    if (passwords === null) return;
    const { old, chosen } = passwords;
    const problem = game.accounts.checkPassword(chosen, account.name);
    if (problem !== null) return msg(`${escapeMarkup(problem)} ${UNCHANGED}`);
    const verified = await game.accounts.verify(account, old, session.address);
    if (verified.kind !== "ok") return msg(`${refusal(verified)} ${UNCHANGED}`);
    await game.accounts.setPassword(account, chosen);
    msg("Your password was changed.");
  },
});

/** Returns `null` when the user has been told why there are none. */
function given({ args: { lhs, rhs }, msg }: Context): Passwords | null {
  if (lhs !== "" && rhs !== null && rhs !== "") return { old: lhs, chosen: rhs };
  msg(`Type ${commandLink("password")} alone, or |wpassword|n OLD = NEW. ${UNCHANGED}`);
  return null;
}

/** Returns `null` when the user has been told why there are none. */
async function asked({ account, game, ask, msg }: Context): Promise<Passwords | null> {
  const old = await ask("Your password now: ", { secret: true });
  if (old === "") return told(msg, UNCHANGED);
  // The old one is checked last: while that takes its time, nothing secret is left to be typed.
  const chosen = await ask("Your new password: ", { secret: true });
  if (chosen === "") return told(msg, UNCHANGED);
  const problem = game.accounts.checkPassword(chosen, account.name);
  if (problem !== null) return told(msg, `${escapeMarkup(problem)} ${UNCHANGED}`);
  const repeated = await ask("The new password again: ", { secret: true });
  return repeated === chosen
    ? { old, chosen }
    : told(msg, `The two passwords differ. ${UNCHANGED}`);
}

function told(msg: (text: string) => void, text: string): null {
  msg(text);
  return null;
}

function refusal(result: Exclude<VerifyResult, { kind: "ok" }>): string {
  if (result.kind === "wrong") return "That is not your password.";
  const wait = duration(result.seconds * 1000);
  return `You gave a wrong password too often. Try again in ${wait}.`;
}
