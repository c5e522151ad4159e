import { BLOCK_MARK, partMarkup } from "./block_marks.ts";

/** How a table is laid out. */
export interface TableOptions {
  /** Markup above each column, ruled off from the rows. */
  readonly head?: readonly string[];
}

/**
 * A cell of a table: markup, or markup with what a screen reader reads instead.
 *
 * @example Three minutes, for the eye and for the ear
 * ```ts
 * import { table, type TableCell } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const idle: TableCell = { text: "3m", spoken: "3 minutes" };
 *
 * assert.match(table([["Bo", idle]]), /3 minutes/);
 * ```
 */
export type TableCell = string | {
  /** Markup for those who see it. */
  readonly text: string;
  /** Markup for those who hear it. */
  readonly spoken: string;
};

/**
 * Makes a table, which each client shows in its own way: a terminal in columns that fit its window,
 * whatever the cells' styles and scripts; the web page as a table of its own; a screen reader as a
 * list, one row a line: `Name: Bo. Idle: 3 minutes.`
 *
 * Newlines and tabs in a cell become spaces. No style or link reaches from one cell into another.
 * Rows may be of different lengths. Pass text from outside through `escapeMarkup` first.
 *
 * @param rows The cells, row by row.
 * @param options What stands above the rows.
 * @returns Markup, which may stand among other markup and begins a line of its own.
 *
 * @example Who is here
 * ```ts
 * import { stripMarkup, table } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const shown = table([["|yTess|n", "2 m"], ["Bo", "15 s"]], { head: ["Name", "Idle"] });
 *
 * assert.deepEqual(stripMarkup(shown).split("\n"), [
 *   "Name  Idle",
 *   "----  ----",
 *   "Tess  2 m",
 *   "Bo    15 s",
 * ]);
 * ```
 */
export function table(
  rows: readonly (readonly TableCell[])[],
  options: TableOptions = {},
): string {
  if (rows.length === 0 && options.head === undefined) return "";
  const { TABLE, HEAD, ROW, END } = BLOCK_MARK;
  const head = options.head === undefined ? "" : HEAD + options.head.map(cellMarkup).join("");
  return TABLE + head + rows.map((row) => ROW + row.map(cellMarkup).join("")).join("") + END;
}

function cellMarkup(cell: TableCell): string {
  const { CELL, SPOKEN } = BLOCK_MARK;
  if (typeof cell === "string") return CELL + partMarkup(cell);
  return CELL + partMarkup(cell.text) + SPOKEN + partMarkup(cell.spoken);
}
