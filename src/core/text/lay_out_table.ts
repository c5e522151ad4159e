import type { BlockPart, TableBlock } from "./blocks.ts";
import { joinLines, lineWidth, spanLines, textOf } from "./span_lines.ts";
import { spokenTable } from "./spoken_blocks.ts";
import type { Span } from "./spans.ts";
import { displayWidth } from "./width.ts";
import { wrapSpans } from "./wrap.ts";

type Row = readonly (readonly Span[])[];

const COLUMN_GAP = "  ";

/** A column is made no narrower than this to fit its table into a window. */
const MIN_COLUMN = 6;
/** Words of this length are not cut for it either. */
const WHOLE_WORD = 8;

/** What stands before the other lines of a row that is told. */
const INDENT = "  ";

/** How wide a column is: to show all of its cells on a line, and at least. */
interface Column {
  readonly wanted: number;
  readonly least: number;
}

/**
 * Lays a table out in columns, the head ruled off from the rows.
 *
 * A table that is wider than the window has its widest columns wrapped; one that has too many
 * columns even for that is told row by row, with the lines of a row indented under its first.
 *
 * @param table The table.
 * @param width Columns of the window, if known.
 */
export function layOutTable(table: TableBlock, width: number | undefined): readonly Span[] {
  const head = table.head.map(headCell);
  const rows = table.rows.map((row) => row.map(({ spans }) => spans));
  const widths = fitted(columnsOf([head, ...rows]), width);
  if (widths === null) return toldRows(table, width ?? 1);
  const lines = rows.flatMap((row) => rowLines(row, widths));
  if (head.length === 0) return joinLines(lines);
  const ruling = widths.map((column) => "-".repeat(column)).join(COLUMN_GAP);
  return joinLines([...rowLines(head, widths), [{ text: ruling }], ...lines]);
}

function headCell({ spans }: BlockPart): readonly Span[] {
  return spans.map((span): Span => span.fg === undefined ? { bold: true, ...span } : span);
}

function toldRows(table: TableBlock, width: number): readonly Span[] {
  const room = Math.max(1, width - INDENT.length);
  return joinLines(
    spanLines(spokenTable(table)).flatMap((row) => {
      return spanLines(wrapSpans(row, room))
        .map((line, nth) => nth === 0 || room === 1 ? line : [{ text: INDENT }, ...line]);
    }),
  );
}

function columnsOf(rows: readonly Row[]): readonly Column[] {
  const columns: Column[] = [];
  for (const row of rows) {
    for (const [nth, cell] of row.entries()) {
      const { wanted = 0, least = 0 } = columns[nth] ?? {};
      columns[nth] = {
        wanted: Math.max(wanted, lineWidth(cell)),
        least: Math.max(least, leastWidth(cell)),
      };
    }
  }
  return columns;
}

function leastWidth(cell: readonly Span[]): number {
  const words = textOf(cell).split(/\s+/).map(displayWidth);
  const whole = Math.min(WHOLE_WORD, Math.max(...words));
  return Math.min(lineWidth(cell), Math.max(MIN_COLUMN, whole));
}

/** Narrows the widest columns until the table fits; `null` when it cannot. */
function fitted(columns: readonly Column[], width: number | undefined): readonly number[] | null {
  const wanted = columns.map((column) => column.wanted);
  if (width === undefined) return wanted;
  const room = width - COLUMN_GAP.length * (columns.length - 1);
  const within = (bound: number): readonly number[] =>
    columns.map(({ wanted, least }) => Math.max(least, Math.min(wanted, bound)));
  if (sum(within(0)) > room) return null;
  // The bound under which all columns fit together is found from above: few columns are wide.
  let bound = Math.min(room, Math.max(0, ...wanted));
  while (sum(within(bound)) > room) bound--;
  const narrowed = within(bound);
  return withSpare(narrowed, wanted, room - sum(narrowed));
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

/** Gives columns that are left over to the first that was narrowed. */
function withSpare(
  narrowed: readonly number[],
  wanted: readonly number[],
  spare: number,
): readonly number[] {
  const first = narrowed.findIndex((column, nth) => column < (wanted[nth] ?? 0));
  return narrowed.map((column, nth) => {
    return nth === first ? Math.min(column + spare, wanted[nth] ?? column) : column;
  });
}

/** Lays one row out, on as many lines as its highest cell takes. */
function rowLines(row: Row, widths: readonly number[]): readonly (readonly Span[])[] {
  const cells = row.map((cell, column) => cellLines(cell, widths[column] ?? 1));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, nth) => {
    const line = cells.map((lines) => lines[nth] ?? []);
    const last = nth === 0 ? line.length - 1 : line.findLastIndex((part) => part.length > 0);
    return line.slice(0, last + 1).flatMap((part, column): readonly Span[] => {
      return column === last ? part : [...part, { text: padding(part, widths[column] ?? 0) }];
    });
  });
}

function cellLines(cell: readonly Span[], width: number): readonly (readonly Span[])[] {
  return spanLines(lineWidth(cell) > width ? wrapSpans(cell, Math.max(1, width)) : cell);
}

function padding(part: readonly Span[], width: number): string {
  return " ".repeat(Math.max(0, width - lineWidth(part))) + COLUMN_GAP;
}
