import { type AnyCommand, defineCommand, muxArgs } from "../../api.ts";
import { keptAtHome } from "../kept_at_home.ts";
import { commandLink } from "../markup.ts";
import { turnOffOther } from "../staff/turn_off_two_factor.ts";
import { provesCode, provesOwner } from "./prove_owner.ts";
import { RECOVERY_TITLE, tellRecoveryCodes } from "./recovery_codes.ts";
import type { TwoFactorContext } from "./two_factor_context.ts";
import { turnOnTwoFactor } from "./turn_on_two_factor.ts";

/** Lets an account ask for a code beside its password (RFC 6238). */
export const twoFactor: AnyCommand = defineCommand({
  key: "2fa",
  needs: "account",
  category: "account",
  permission: "Player",
  secretArgs: "all",
  usage: "2fa [on | off | codes | off ACCOUNT]",
  help: "Lets your account ask for a code beside the password, so that a stolen password is not " +
    "enough. |w2fa on|n shows a secret for an app that makes such codes, and then ten recovery " +
    "codes: keep them, as each lets you in once without the app. |w2fa codes|n makes new ones, " +
    "|w2fa off|n asks for no code any more. An Admin turns it off for somebody who has lost " +
    "both, with |w2fa off|n and the name of the account; its owner is told. A key lets you in " +
    "over SSH without a code.",
  args: muxArgs(),
  async run(context) {
    const { account, msg, args: { args } } = context;
    const elsewhere = keptAtHome(context.game);
    if (elsewhere !== undefined) return msg(elsewhere);
    if (account.isGuest) return msg("A guest's account ends with the visit, and has no codes.");
    const [verb = "", ...names] = args.split(/\s+/);
    const isAlone = names.length === 0;
    switch (verb.toLowerCase()) {
      case "":
        return tellStatus(context);
      case "on":
        if (isAlone) return await turnOnTwoFactor(context);
        break;
      case "codes":
        if (isAlone) return await renewCodes(context);
        break;
      case "off":
        return isAlone ? await turnOff(context) : await turnOffOther(context, names.join(" "));
    }
    msg(`Type ${commandLink("2fa on")}, |w2fa codes|n or |w2fa off|n, without anything behind it.`);
  },
});

function tellStatus({ account, game, msg }: TwoFactorContext): void {
  const { twoFactor } = game.accounts;
  if (!twoFactor.isOn(account)) {
    return msg(
      `Your password alone lets you in. Type ${commandLink("2fa on")} to be asked for a code, too.`,
    );
  }
  const left = twoFactor.recoveryLeft(account);
  const more = left > 3 ? "" : ` Type ${commandLink("2fa codes")} to make new ones.`;
  msg(
    `You are asked for a code beside your password. You have ${
      left === 1 ? "one recovery code" : `${left} recovery codes`
    } left.${more}`,
  );
}

async function turnOff(context: TwoFactorContext): Promise<void> {
  const { account, game, msg } = context;
  const { twoFactor } = game.accounts;
  if (!twoFactor.isOn(account)) return msg("You are asked for no code already.");
  if (!await provesOwner(context)) return;
  twoFactor.turnOff(account);
  msg("You are not asked for codes any more: your password alone lets you in.");
}

async function renewCodes(context: TwoFactorContext): Promise<void> {
  const { account, game, msg } = context;
  const { twoFactor } = game.accounts;
  if (!twoFactor.isOn(account)) {
    return msg(`You are asked for no code. Type ${commandLink("2fa on")} to change that.`);
  }
  if (!await provesCode(context)) return;
  // It may have been turned off while the code was typed.
  if (!twoFactor.isOn(account)) return msg("You are asked for no code any more.");
  msg(`${RECOVERY_TITLE} The ones you had are worth nothing any more.`);
  tellRecoveryCodes(context, await twoFactor.renewRecoveryCodes(account));
}
