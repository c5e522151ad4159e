import type { Account, Game, HookEvents, Session } from "@vestibule/core";
import { draftOf } from "./draft.ts";
import { MAKING } from "./making.ts";
import type { Chargen } from "./page.ts";
import { link, shownName } from "./shown.ts";
import { askedSteps } from "./steps.ts";

/**
 * Says what an account has in progress: markup; nothing when there is nothing.
 *
 * @param account Whose screen it is.
 * @param session The session that sees it.
 * @param parts The game, and what is asked.
 */
export function progressLine(
  account: Account,
  session: Session,
  { game, settings }: Pick<Chargen, "settings"> & { readonly game: Game },
): string | undefined {
  const draft = draftOf(account);
  if (draft === undefined) return undefined;
  const steps = askedSteps(settings);
  const count = steps.filter((step) => draft.answered.includes(step)).length;
  const who = draft.name === "" ? "A character without a name" : shownName(draft);
  const elsewhere = account.sessions.find((one) =>
    one !== session && game.menus.current(one)?.menu === MAKING
  );
  const go = elsewhere === undefined
    ? "to go on"
    : `to go on here instead of in #${elsewhere.sessid}`;
  return `${who} is in progress, with ${count} of ${steps.length} steps done. ` +
    `Type ${link("charcreate")} ${go}.`;
}

/** Tells who enters the world at once, and does not see the screen that says so. */
export function tellAtLogin(
  { account, game, session }: HookEvents["session:login"],
  { settings }: Chargen,
): void {
  if (session.puppet === null) return;
  const line = progressLine(account, session, { game, settings });
  if (line !== undefined) session.msg(line);
}
