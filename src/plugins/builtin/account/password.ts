import { type AnyCommand, defineCommand, escapeMarkup, type VerifyResult } from "../../api.ts";
import { duration } from "../duration.ts";

const UNCHANGED = "Your password stays as it was.";

/** Changes the password (behaviour 9.3.8). */
export const password: AnyCommand = defineCommand({
  key: "password",
  needs: "account",
  category: "account",
  permission: "Player",
  usage: "password",
  help: "Changes your password. Everything is asked for, and hidden while you type it.",
  async run({ account, session, game, ask, msg }) {
    const old = await ask("Your password now: ", { secret: true });
    if (old === "") return msg(UNCHANGED);
    // The old one is checked last: while that takes its time, nothing secret is left to be typed.
    const chosen = await ask("Your new password: ", { secret: true });
    if (chosen === "") return msg(UNCHANGED);
    const problem = game.accounts.checkPassword(chosen, account.name);
    if (problem !== null) return msg(`${escapeMarkup(problem)} ${UNCHANGED}`);
    const repeated = await ask("The new password again: ", { secret: true });
    if (repeated !== chosen) return msg(`The two passwords differ. ${UNCHANGED}`);
    const verified = await game.accounts.verify(account, old, session.address);
    if (verified.kind !== "ok") return msg(`${refusal(verified)} ${UNCHANGED}`);
    await game.accounts.setPassword(account, chosen);
    msg("Your password was changed.");
  },
});

function refusal(result: Exclude<VerifyResult, { kind: "ok" }>): string {
  if (result.kind === "wrong") return "That is not your password.";
  const wait = duration(result.seconds * 1000);
  return `You gave a wrong password too often. Try again in ${wait}.`;
}
