import {
  type Account,
  type AnyCommand,
  type CommandContext,
  defineCommand,
  escapeMarkup,
  permitsAccount,
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
  help: "Lists who is here. Staff sees each session: where it is, and where it comes from.",
  run(context) {
    const isStaff = permitsAccount(context.account, "Admin");
    show(context, isStaff ? staffTable : plainTable);
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

function show({ game, msg }: CommandContext<"account">, makeTable: MakeTable): void {
  const accounts = [...game.sessions.accounts()].sort((a, b) => a.name.localeCompare(b.name));
  msg(`${makeTable(accounts, game.now())}\n${counted(accounts.length, "account")} logged in.`);
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
