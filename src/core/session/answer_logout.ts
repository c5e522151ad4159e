import type { LoggedOut, LogoutQuestion } from "../boundary/logout_question.ts";
import type { Game } from "../model.ts";

/** Takes sessions whose browser was signed out to the login screen, each by itself. */
export async function answerLogout(
  { sessids }: LogoutQuestion,
  { sessions }: Pick<Game, "sessions">,
): Promise<LoggedOut> {
  for (const sessid of sessids) {
    const session = sessions.get(sessid);
    if (session?.isLoggedIn !== true) continue;
    session.msg("You signed out in your browser.");
    await sessions.logout(session);
  }
  return { kind: "done" };
}
