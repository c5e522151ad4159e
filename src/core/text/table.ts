import { stripControls } from "./controls.ts";
import { escapePipes, stripMarkup } from "./escape.ts";
import { type Token, tokenize } from "./tokens.ts";
import { displayWidth } from "./width.ts";

/** How a table is laid out. */
export interface TableOptions {
  /** Markup above each column, ruled off from the rows. */
  readonly head?: readonly string[];
}

/** A cell's markup, safe to stand beside others, and its width in columns. */
interface Cell {
  readonly markup: string;
  readonly width: number;
}

const COLUMN_GAP = "  ";

/**
 * Lays rows out in columns that are aligned whatever the cells' styles and scripts.
 *
 * A cell takes one line: newlines and tabs in it become spaces. No style or link reaches from one
 * cell into another. Rows may be of different lengths. Pass text from outside through
 * `escapeMarkup` first.
 *
 * @param rows Markup for each cell, row by row.
 * @param options What stands above the rows.
 * @returns Markup, lines parted by newlines, with none at the end.
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
  rows: readonly (readonly string[])[],
  options: TableOptions = {},
): string {
  const head = options.head?.map((text) => cell(`|h${text}`));
  const body = rows.map((row) => row.map(cell));
  const widths = columnWidths(head === undefined ? body : [head, ...body]);
  const lines = body.map((row) => line(row, widths));
  if (head !== undefined) lines.unshift(line(head, widths), ruling(widths));
  return lines.join("\n");
}

function cell(text: string): Cell {
  const markup = tokenize(stripControls(text)).map(inCell).join("");
  return {
    markup: markup.includes("|") ? `${markup}|n` : markup,
    width: displayWidth(stripMarkup(markup)),
  };
}

// Text is escaped again, so that a lone pipe at its end makes no tag with what follows the cell.
function inCell(token: Token): string {
  switch (token.kind) {
    case "text":
      return escapePipes(token.text.replace(/[\n\t]/g, " "));
    case "style":
      return `|${token.tag}`;
    case "link":
      return token.source;
    case "unlink":
      return "|le";
  }
}

function columnWidths(rows: readonly (readonly Cell[])[]): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, { width }] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, width);
    }
  }
  return widths;
}

function line(cells: readonly Cell[], widths: readonly number[]): string {
  return cells.map(({ markup, width }, column) => {
    const isLast = column === cells.length - 1;
    return isLast ? markup : markup + " ".repeat((widths[column] ?? width) - width);
  }).join(COLUMN_GAP);
}

function ruling(widths: readonly number[]): string {
  return widths.map((width) => "-".repeat(width)).join(COLUMN_GAP);
}
