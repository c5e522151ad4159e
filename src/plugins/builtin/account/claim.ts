import { type AnyCommand, defineCommand } from "../../api.ts";
import { keptAtHome } from "../kept_at_home.ts";
import { commandLink } from "../markup.ts";
import { requiredText } from "../required_text.ts";

/** Makes the caller the superuser, for the code that the server showed when it started. */
export const claim: AnyCommand = defineCommand({
  key: "claim",
  needs: "account",
  category: "account",
  permission: "Player",
  usage: "claim CODE",
  help: "Makes you the superuser. The code stands where the server was started.",
  args: requiredText("What is the code that the server showed when it started?"),
  run({ args, account, game, msg }) {
    const elsewhere = keptAtHome(game);
    if (elsewhere !== undefined) return msg(elsewhere);
    if (account.isSuperuser) return msg("You are a superuser already.");
    if (!game.accounts.claim(account, args)) {
      return msg("That code opens nothing. Look where the server was started.");
    }
    msg(
      "You are the superuser now: every command is open to you, and no limit holds you back. " +
        `Type ${commandLink("help")} to see what is new.`,
    );
  },
});
