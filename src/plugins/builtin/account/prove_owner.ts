import type { VerifyResult } from "../../api.ts";
import { duration } from "../duration.ts";
import type { TwoFactorContext } from "./two_factor_context.ts";

/** Digits only, which no password is, or a recovery code as it is shown. */
const CODE = /^(?:\d{3}[\s-]?\d{3}|[a-z2-7]{4}(?:[\s-][a-z2-7]{4}){3})$/i;

const UNCHANGED = "Nothing was changed.";

/** Asks for a code; tells whether it was right, and its giver when it was not. */
export async function provesCode(context: TwoFactorContext): Promise<boolean> {
  const { account, game, session, ask } = context;
  const code = await ask("Code of your app, or a recovery code: ", { secret: true });
  if (code === "") return refused(context, UNCHANGED);
  return judged(context, await game.accounts.twoFactor.check(account, code, session.address));
}

/** Asks for a code or the password; tells whether it was right, and its giver when it was not. */
export async function provesOwner(context: TwoFactorContext): Promise<boolean> {
  const { account, game: { accounts }, session, ask } = context;
  const given = await ask("Your password, or a code: ", { secret: true });
  if (given === "") return refused(context, UNCHANGED);
  const { address } = session;
  return judged(
    context,
    CODE.test(given)
      ? await accounts.twoFactor.check(account, given, address)
      : await accounts.verify(account, given, address),
  );
}

function judged(context: TwoFactorContext, result: VerifyResult): boolean {
  if (result.kind === "ok") return true;
  if (result.kind === "wrong") return refused(context, `That is not right. ${UNCHANGED}`);
  const wait = duration(result.seconds * 1000);
  return refused(context, `Too much was wrong lately. Try again in ${wait}. ${UNCHANGED}`);
}

function refused({ msg }: TwoFactorContext, why: string): false {
  msg(why);
  return false;
}
