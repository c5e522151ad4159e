import type { HookEvents, Settings } from "../api.ts";
import { commandLink, shownName } from "./markup.ts";
import { oocScreen } from "./ooc_screen.ts";
import { puppetRefusal } from "./puppet_refusal.ts";

/**
 * Greets a session that has logged in, and puts it into its last character when that is free
 * (behaviours 1.3.12 and 1.3.13).
 *
 * @param event Who logged in.
 */
export async function welcome(event: HookEvents["session:login"]): Promise<void> {
  const { game, session, account } = event;
  session.msg(`Welcome, ${shownName(account.name)}.`);
  if (session.puppet !== null) return;
  const isPuppeting = game.settings.autoPuppetOnLogin || account.isGuest;
  const problem = isPuppeting ? await enterLast(event) : "";
  if (problem === undefined) return;
  session.msg({ text: oocScreen({ game, session, account }), type: "look" });
  if (problem !== "") session.msg(problem);
}

/** Returns why the last character was not entered; nothing when it was. */
async function enterLast(
  { game, session, account }: HookEvents["session:login"],
): Promise<string | undefined> {
  const last = account.lastPuppet;
  if (last === null) return "";
  const outcome = await game.sessions.puppet(session, last, { onlyFree: true });
  if (outcome.kind === "inUse" && last.account?.id === account.id) {
    const does = shares(game.settings) ? "shares it" : "takes it over";
    return `${shownName(last.name)} is played in another session of yours; ` +
      `${commandLink(`ic ${last.name}`)} ${does}.`;
  }
  return puppetRefusal(outcome, last);
}

/** Whether a second session shares a puppet, instead of taking it (behaviours 6.2 to 6.4). */
function shares({ multisessionMode }: Settings): boolean {
  return multisessionMode === 1 || multisessionMode === 3;
}
