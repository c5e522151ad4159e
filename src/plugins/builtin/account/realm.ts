import { type AnyCommand, defineCommand, escapeMarkup, table } from "../../api.ts";
import { commandLink } from "../markup.ts";

/** Lists the worlds behind the same Portals, and leads to another one. */
export const realm: AnyCommand = defineCommand({
  key: "realm",
  aliases: ["realms"],
  needs: "account",
  category: "account",
  usage: "realm [NAME]",
  help:
    "Lists the realms, which are worlds of their own, and marks where you are. With a NAME it " +
    "takes you there: you stay connected, and your account goes with you. Characters, and what " +
    "they have, are each realm's own.",
  async run({ args, game: { realms }, session, msg }) {
    const { name: here, names, home } = realms;
    if (names.length === 1) return msg("This game has one world, and you are in it.");
    if (args === "") {
      const rows = names.map((name) => [
        `${name}${name === here ? "*" : ""}`,
        name === home ? "keeps the accounts" : "",
      ]);
      return msg(`${table(rows, { head: ["Realm", ""] })}\nType |wrealm|n NAME to go there.`);
    }
    const text = `You leave for the realm |w${escapeMarkup(args)}|n.`;
    const outcome = await session.transfer(args.toLowerCase(), { text });
    if (outcome.kind === "transferred") return;
    msg(`${escapeMarkup(outcome.reason)} Type ${commandLink("realm")} to see where you are.`);
  },
});
