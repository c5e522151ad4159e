import { type AnyCommand, defineCommand, escapeMarkup, table } from "../../api.ts";
import { duration } from "../duration.ts";
import { inOrder } from "../in_order.ts";

/** Lists the sessions of the account (behaviour 9.3.4). */
export const sessions: AnyCommand = defineCommand({
  key: "sessions",
  needs: "account",
  category: "account",
  usage: "sessions",
  help: "Lists your sessions; the one you type in has a star.",
  run({ account, session, game, msg }) {
    const now = game.now();
    const rows = inOrder(account.sessions).map((one) => [
      one === session ? `|w#${one.sessid}*|n` : `#${one.sessid}`,
      escapeMarkup(one.protocolKey),
      escapeMarkup(one.address),
      duration(now - one.connTime),
      duration(now - one.cmdLastVisible),
      escapeMarkup(one.puppet?.name ?? "-"),
      escapeMarkup(one.puppet?.location?.name ?? "-"),
    ]);
    const head = ["Session", "Protocol", "Address", "On for", "Idle", "Puppet", "Room"];
    msg(table(rows, { head }));
  },
});
