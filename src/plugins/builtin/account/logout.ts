import { type AnyCommand, defineCommand } from "../../api.ts";
import { shownName } from "../markup.ts";

/** Goes back to the login screen, which the core shows. */
export const logout: AnyCommand = defineCommand({
  key: "logout",
  needs: "account",
  category: "account",
  leadsTo: "logout",
  usage: "logout",
  help: "Leaves your account and goes back to the first screen, on the same connection.",
  async run({ account, game, session, msg }) {
    msg(`You leave the account ${shownName(account.name)}.`);
    await game.sessions.logout(session);
  },
});
