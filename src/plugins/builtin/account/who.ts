import {
  type Account,
  type AnyCommand,
  defineCommand,
  escapeMarkup,
  permitsAccount,
  type Session,
  table,
} from "../../api.ts";
import { duration } from "../duration.ts";
import { counted } from "../markup.ts";

/** Lists who is here (behaviour 9.3.5). */
export const who: AnyCommand = defineCommand({
  key: "who",
  needs: "account",
  usage: "who",
  help: "Lists who is here.",
  run({ account, game, msg }) {
    const accounts = [...game.sessions.accounts()].sort((a, b) => a.name.localeCompare(b.name));
    const isStaff = permitsAccount(account, "Admin");
    const list = isStaff ? staffTable(accounts, game.now()) : plainTable(accounts, game.now());
    msg(`${list}\n${counted(accounts.length, "account")} logged in.`);
  },
});

function plainTable(accounts: readonly Account[], now: number): string {
  const rows = accounts.map(({ name, sessions }) => [
    escapeMarkup(name),
    duration(now - Math.min(...sessions.map(({ connTime }) => connTime))),
    duration(now - Math.max(...sessions.map(({ cmdLastVisible }) => cmdLastVisible))),
  ]);
  return table(rows, { head: ["Account", "On for", "Idle"] });
}

/** A row for each session, so that staff sees where everybody is. */
function staffTable(accounts: readonly Account[], now: number): string {
  const rows = accounts.flatMap(({ name, sessions }) =>
    sessions.map((one) => [escapeMarkup(name), ...staffCells(one, now)])
  );
  const head = ["Account", "On for", "Idle", "Session", "Protocol", "Address", "Puppet"];
  return table(rows, { head });
}

function staffCells(session: Session, now: number): readonly string[] {
  return [
    duration(now - session.connTime),
    duration(now - session.cmdLastVisible),
    `#${session.sessid}`,
    escapeMarkup(session.protocolKey),
    escapeMarkup(session.address),
    session.puppet === null ? "-" : escapeMarkup(session.puppet.name),
  ];
}
