import { type AnyCommand, defineCommand, escapeMarkup } from "../../api.ts";

const UNCHANGED = "Your password stays as it was.";

/** Changes the password (behaviour 9.3.8). */
export const password: AnyCommand = defineCommand({
  key: "password",
  needs: "account",
  category: "account",
  usage: "password",
  help: "Changes your password. Everything is asked for, and hidden while you type it.",
  async run({ account, game, ask, msg }) {
    const old = await ask("Your password now: ", { secret: true });
    if (old === "") return msg(UNCHANGED);
    if (!await game.accounts.verify(account, old)) {
      return msg(`That is not your password. ${UNCHANGED}`);
    }
    const chosen = await ask("Your new password: ", { secret: true });
    if (chosen === "") return msg(UNCHANGED);
    const problem = game.accounts.checkPassword(chosen, account.name);
    if (problem !== null) return msg(`${escapeMarkup(problem)} ${UNCHANGED}`);
    const repeated = await ask("The new password again: ", { secret: true });
    if (repeated !== chosen) return msg(`The two passwords differ. ${UNCHANGED}`);
    await game.accounts.setPassword(account, chosen);
    msg("Your password was changed.");
  },
});
