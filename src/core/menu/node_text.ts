import type { Session } from "../model.ts";
import { escapeMarkup, stripMarkup } from "../text/escape.ts";
import { table } from "../text/table.ts";
import { displayWidth } from "../text/width.ts";
import type { AnyMenu } from "./menu.ts";
import type { ShownNode, ShownOption } from "./shown_node.ts";

/** Columns are filled at least this far before the next one begins (behaviour 14.11). */
const MIN_ROWS = 4;

/** What stands between two columns of a table. */
const GAP = 2;

/** How many keys a hint names at most. */
const MAX_HINTED = 10;

/**
 * Makes what is shown of a node: its text, then its options, each a link that chooses it.
 *
 * @param shown The node.
 * @param session Who is shown it: in columns, or one option per line for a screen reader.
 */
export function nodeText(shown: ShownNode, session: Session): string {
  if (shown.options.length === 0) return shown.text;
  const cells = shown.options.map(optionText);
  const isHeard = session.protocolFlags.screenReader === true;
  const list = isHeard ? cells.join("\n") : inColumns(cells, session.getClientSize().width);
  return `${shown.text}\n\n${list}`;
}

/** Makes what is shown when a line fits nothing. */
export function hintText(shown: ShownNode, menu: AnyMenu): string {
  const keys = shown.options.slice(0, MAX_HINTED).map(({ key }) => linkTo(key));
  const rest = shown.options.length > MAX_HINTED ? ["another one of the list"] : [];
  const choices = [...keys, ...rest];
  const choose = choices.length === 0
    ? "There is nothing to choose here yet."
    : `That is no choice here. Choose ${orList(choices)}.`;
  const words = [
    ...menu.allowLook === false ? [] : [`${linkTo("look")} shows this again`],
    ...menu.allowQuit === false ? [] : [`${linkTo("quit")} leaves`],
  ];
  return words.length === 0 ? choose : `${choose} (${words.join(", ")}.)`;
}

function optionText({ key, desc }: ShownOption): string {
  return `${linkTo(key)}: ${desc}`;
}

function linkTo(key: string): string {
  const shown = escapeMarkup(key);
  return `|lc${shown}|lt|w${shown}|n|le`;
}

/** Fills columns from top to bottom, as many as fit. */
function inColumns(cells: readonly string[], width: number): string {
  const widest = Math.max(...cells.map((cell) => displayWidth(stripMarkup(cell))));
  const most = Math.max(1, Math.floor((width + GAP) / (widest + GAP)));
  const rows = Math.max(Math.min(MIN_ROWS, cells.length), Math.ceil(cells.length / most));
  if (rows === cells.length) return cells.map((cell) => `${cell}|n`).join("\n");
  return table(Array.from(
    { length: rows },
    (_, row) => cells.filter((_, index) => index % rows === row),
  ));
}

function orList(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} or ${last}`;
}
