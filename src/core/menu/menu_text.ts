import { escapeMarkup, stripMarkup } from "../text/escape.ts";
import { table } from "../text/table.ts";
import { displayWidth } from "../text/width.ts";
import type { MenuDisplay } from "./menu.ts";

/** Columns are filled at least this far before the next one begins (behaviour 14.11). */
const MIN_ROWS = 4;

/** What stands between two columns of a table. */
const GAP = 2;

/**
 * Makes the text that shows a node of a menu: what it says, then its options, each a link that
 * chooses it, in columns or, for a screen reader, one per line (behaviour 14.11). A menu's own
 * `format` takes its place, and may call it.
 *
 * @param shown The node.
 * @returns Markup.
 *
 * @example A frame around every node
 * ```ts
 * import { type Menu, menuTemplate, menuText } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const framed: Menu = menuTemplate({
 *   start: "hall",
 *   nodes: { hall: { text: "A hall.", options: [{ desc: "Leave", goto: null }] } },
 *   format: (shown) => `-----\n${menuText(shown)}\n-----`,
 * });
 *
 * assert.equal(typeof framed.format, "function");
 * ```
 */
export function menuText({ session, text, options }: MenuDisplay): string {
  if (options.length === 0) return text;
  const cells = options.map(optionText);
  const isHeard = session.protocolFlags.screenReader === true;
  const list = isHeard ? cells.join("\n") : inColumns(cells, session.getClientSize().width);
  return `${text}\n\n${list}`;
}

function optionText({ key, desc }: MenuDisplay["options"][number]): string {
  return desc === "" ? linkTo(key) : `${linkTo(key)}: ${desc}`;
}

/** Makes a link that types a word. */
export function linkTo(key: string): string {
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
