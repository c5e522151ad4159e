import { type AnyCommand, defineCommand, permitsAccount } from "../../api.ts";

/** Lets staff play as a player (behaviour 9.3.8). */
export const quell: AnyCommand = defineCommand({
  key: "quell",
  needs: "account",
  category: "account",
  permission: "Player",
  usage: "quell",
  help: "Lets you count as a player, until you type unquell: what staff may do is out of reach. " +
    "It holds for all your sessions, and is kept when you leave.",
  run({ account, msg }) {
    if (account.isQuelled) return msg("You count as a player already. Type |wunquell|n to end it.");
    if (!permitsAccount(account, "Helper")) {
      return msg("You have no more permission than a player has.");
    }
    account.isQuelled = true;
    msg("You count as a player now. Type |wunquell|n to end it.");
  },
});

/** Gives staff its own permission back (behaviour 9.3.8). */
export const unquell: AnyCommand = defineCommand({
  key: "unquell",
  needs: "account",
  category: "account",
  permission: "Player",
  usage: "unquell",
  help: "Gives you your own permission back after quell.",
  run({ account, msg }) {
    if (!account.isQuelled) return msg("You are not quelled.");
    account.isQuelled = false;
    msg("You have your own permission back.");
  },
});
