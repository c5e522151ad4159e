import {
  type AnyCommand,
  defineCommand,
  escapeMarkup,
  type Game,
  muxArgs,
  type Session,
  table,
} from "../../api.ts";
import { duration } from "../duration.ts";
import { mayLookInside } from "../find_sessions.ts";
import { inOrder } from "../in_order.ts";

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
    if (switches.length === 0) return msg(listed(account.sessions, { own: session, game }));
    if (!mayLookInside(account)) return msg("Only a Builder lists the sessions of others.");
    msg(listed(game.sessions.all(), { own: session, game, whose: (name) => [escapeMarkup(name)] }));
  },
});

interface ListOptions {
  /** The session that asks. */
  readonly own: Session;
  readonly game: Game;
  /** What stands in the column of accounts; there is none unless given. */
  readonly whose?: (name: string) => readonly string[];
}

function listed(all: readonly Session[], { own, game, whose = () => [] }: ListOptions): string {
  const now = game.now();
  const rows = inOrder(all).map((one) => [
    one === own ? `|w#${one.sessid}*|n` : `#${one.sessid}`,
    escapeMarkup(one.protocolKey),
    escapeMarkup(one.address),
    duration(now - one.connTime),
    duration(now - one.cmdLastVisible),
    escapeMarkup(one.puppet?.name ?? "-"),
    escapeMarkup(one.puppet?.location?.name ?? "-"),
    ...whose(one.account?.name ?? "-"),
  ]);
  const head = ["Session", "Protocol", "Address", "On for", "Idle", "Puppet", "Room"];
  return table(rows, { head: [...head, ...whose("Account")] });
}
