import type { Standing, StandingQuestion } from "../boundary/standing_question.ts";
import { permitsAccount } from "../command/permission.ts";
import { sessionBan } from "../gate/session_ban.ts";
import { StoredAccount } from "./account.ts";
import type { AnswerLoginParts } from "./answer_login.ts";
import { passwordMark } from "./password_mark.ts";

/**
 * Answers how an account stands just now: who signed in with a browser is asked about again each
 * time it matters, so that a ban, a demotion or a new password holds at once.
 */
export async function answerStanding(
  { uid, address }: StandingQuestion,
  { game, bans }: Pick<AnswerLoginParts, "game" | "bans">,
): Promise<Standing> {
  const account = await game.accounts.get(uid);
  if (!(account instanceof StoredAccount) || account.isGuest) return { kind: "gone" };
  const ban = sessionBan(bans, { address }, account);
  if (ban !== undefined) return { kind: "banned", what: ban.kind };
  return {
    kind: "kept",
    uname: account.name,
    isStaff: permitsAccount(account, "Admin"),
    passwordMark: passwordMark(account),
  };
}
