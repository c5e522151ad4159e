import type { Account, CommandContext } from "../../api.ts";
import { CANCELLED } from "./choose_name.ts";
import { loginRefusal } from "./login_refusal.ts";

/**
 * Asks for the code of an account whose password was right, and logs in.
 *
 * @param context Who connects.
 * @param owner The account.
 */
export async function connectByCode(
  { game, session, msg, ask }: CommandContext<"session">,
  owner: Account,
): Promise<void> {
  const code = await ask("Code of your app, or a recovery code: ", { secret: true });
  if (code === "") return msg(CANCELLED);
  const result = await game.accounts.authenticateCode(owner, code, session.address);
  if (result.kind === "ok") return await game.sessions.login(session, result.account);
  msg(result.kind === "wrong" ? WRONG_CODE : loginRefusal(result));
}

const WRONG_CODE = "That code is wrong, or was used before. Connect again when your app shows " +
  "another one.";
