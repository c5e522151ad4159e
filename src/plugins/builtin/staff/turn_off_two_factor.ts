import { permitsAccount } from "../../api.ts";
import { accountMeant } from "../find_account.ts";
import type { TwoFactorContext } from "../account/two_factor_context.ts";
import { commandLink, shownName } from "../markup.ts";

/**
 * Lets another account ask for codes no more, whose owner has lost both the app and the recovery
 * codes.
 *
 * @param context Who does it.
 * @param name The account's name.
 */
export async function turnOffOther(
  { account, game, session, msg }: TwoFactorContext,
  name: string,
): Promise<void> {
  if (!permitsAccount(account, "Admin")) {
    return msg(`Type ${commandLink("2fa off")} alone: you cannot change the account of another.`);
  }
  const found = await accountMeant({ game, account, name });
  if (found.kind === "refused") return msg(found.problem);
  const { target } = found;
  if (target.id === account.id) return msg(`Type ${commandLink("2fa off")} alone for your own.`);
  const { twoFactor } = game.accounts;
  if (!twoFactor.isOn(target)) return msg(`${shownName(target.name)} is asked for no code.`);
  twoFactor.turnOff(target, account);
  session.log(`${account.name} turned off the codes of ${target.name}`);
  msg(`${shownName(target.name)} is asked for no code any more, and is told so at the next login.`);
}
