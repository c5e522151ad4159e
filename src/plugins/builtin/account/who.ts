import {
  type Account,
  type AnyCommand,
  type CommandContext,
  defineCommand,
  escapeMarkup,
  permitsAccount,
  type RealmPlayers,
  type Session,
  table,
  type TableCell,
} from "../../api.ts";
import { durationCell } from "../duration.ts";
import { inOrder } from "../in_order.ts";
import { counted } from "../markup.ts";
import { nameCell } from "../name_cell.ts";

/** Lists who is here; staff sees more (behaviour 9.3.5). */
export const who: AnyCommand = defineCommand({
  key: "who",
  needs: "account",
  usage: "who",
  help: "Lists who is here. Staff sees each session: where it is, and where it comes from. Where " +
    "there are several realms, who is in the others comes below.",
  run(context) {
    const isStaff = permitsAccount(context.account, "Admin");
    return show(context, isStaff ? staffTable : plainTable);
  },
});

/** Lists who is here, and no more of them than everybody sees. */
export const doing: AnyCommand = defineCommand({
  key: "doing",
  needs: "account",
  usage: "doing",
  help: "Lists who is here, in short.",
  run: (context) => show(context, plainTable),
});

type MakeTable = (accounts: readonly Account[], now: number) => string;

function show(
  { game, msg }: CommandContext<"account">,
  makeTable: MakeTable,
): void | Promise<void> {
  const accounts = [...game.sessions.accounts()].sort((a, b) => a.name.localeCompare(b.name));
  const here = `${makeTable(accounts, game.now())}\n${
    counted(accounts.length, "account")
  } logged in.`;
  if (game.realms.names.length === 1) return msg(here);
  return game.realms.who().then((others) => msg(`${here}\n\n${elsewhere(others)}`));
}

/** Everybody who plays in another realm, and whom of it nothing is known. */
function elsewhere(realms: readonly RealmPlayers[]): string {
  const reached = realms.filter((one) => one.kind === "reached");
  const rows = reached.flatMap(({ realm, players }) =>
    players.map(({ name, onFor, idle }) => [
      ...[realm, escapeMarkup(name)],
      ...[durationCell(onFor), durationCell(idle)],
    ])
  );
  const away = realms.filter(({ kind }) => kind === "away")
    .map(({ realm }) => `${realm} cannot be reached.`);
  const more = reached.filter(({ players, count }) => count > players.length)
    .map(({ realm, players, count }) => `${count - players.length} more are in ${realm}.`);
  const count = reached.reduce((sum, one) => sum + one.count, 0);
  return [
    ...(rows.length === 0 ? [] : [table(rows, { head: ["Realm", "Account", "On for", "Idle"] })]),
    ...more,
    `${counted(count, "account")} logged in elsewhere.`,
    ...away,
  ].join("\n");
}

function plainTable(accounts: readonly Account[], now: number): string {
  const rows = accounts.map(({ name, sessions }) => [
    escapeMarkup(name),
    durationCell(now - Math.min(...sessions.map(({ connTime }) => connTime))),
    durationCell(now - Math.max(...sessions.map(({ cmdLastVisible }) => cmdLastVisible))),
  ]);
  return table(rows, { head: ["Account", "On for", "Idle"] });
}

/** A row for each session, so that staff sees where everybody is. */
function staffTable(accounts: readonly Account[], now: number): string {
  const rows = accounts.flatMap(({ name, sessions }) =>
    inOrder(sessions).map((one) => [escapeMarkup(name), ...staffCells(one, now)])
  );
  const head = [
    ...["Account", "On for", "Idle", "Puppet", "Room", "Lines"],
    ...["Session", "Protocol", "Address"],
  ];
  return table(rows, { head });
}

function staffCells(session: Session, now: number): readonly TableCell[] {
  return [
    durationCell(now - session.connTime),
    durationCell(now - session.cmdLastVisible),
    nameCell(session.puppet),
    nameCell(session.puppet?.location),
    `${session.cmdTotal}`,
    `#${session.sessid}`,
    escapeMarkup(session.protocolKey),
    escapeMarkup(session.address),
  ];
}
