import type { HookEvents } from "../api.ts";
import { commandLink, shownName } from "./markup.ts";

/**
 * Tells an account at its login that somebody else let it in without a code from now on.
 *
 * @param event Who logged in.
 */
export function tellTwoFactorOff({ game, session, account }: HookEvents["session:login"]): void {
  const by = game.accounts.twoFactor.takeNotice(account);
  if (by === undefined) return;
  session.msg(
    `${shownName(by)} has turned off the codes of your account: your password alone lets in now. ` +
      `Type ${commandLink("2fa on")} to be asked for codes again.`,
  );
}
