import {
  type AnyCommand,
  defineCommand,
  escapeMarkup,
  muxArgs,
  type Session,
  table,
  type TableCell,
} from "../../api.ts";
import { durationCell } from "../duration.ts";
import { mayLookInside } from "../find_sessions.ts";
import { inOrder } from "../in_order.ts";
import { nameCell } from "../name_cell.ts";

/** Lists the sessions of the account, and for staff everybody's (behaviour 9.3.4). */
export const sessions: AnyCommand = defineCommand({
  key: "sessions",
  needs: "account",
  category: "account",
  usage: "sessions[/all]",
  help:
    "Lists your sessions; the one you type in has a star. With /all, a Builder sees everybody's, " +
    "those included that have not logged in.",
  args: muxArgs({ switches: ["all"] }),
  run({ account, session, game, msg, args: { switches } }) {
    const row = rowOf(session, game.now());
    const head = ["Session", "Protocol", "Address", "On for", "Idle", "Puppet", "Room"];
    if (switches.length === 0) return msg(table(inOrder(account.sessions).map(row), { head }));
    if (!mayLookInside(account)) return msg("Only a Builder lists the sessions of others.");
    const rows = inOrder(game.sessions.all())
      .map((one) => [...row(one), nameCell(one.account)]);
    msg(table(rows, { head: [...head, "Account"] }));
  },
});

function rowOf(own: Session, now: number): (one: Session) => readonly TableCell[] {
  return (one) => [
    one === own
      ? { text: `|w#${one.sessid}*|n`, spoken: `#${one.sessid}, this one` }
      : `#${one.sessid}`,
    escapeMarkup(one.protocolKey),
    escapeMarkup(one.address),
    durationCell(now - one.connTime),
    durationCell(now - one.cmdLastVisible),
    nameCell(one.puppet),
    nameCell(one.puppet?.location),
  ];
}
