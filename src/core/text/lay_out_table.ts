import type { BlockPart, TableBlock } from "./blocks.ts";
import { joinLines, lineWidth, spanLines } from "./span_lines.ts";
import { spokenTable } from "./spoken_blocks.ts";
import type { Span } from "./spans.ts";
import { wrapSpans } from "./wrap.ts";

type Row = readonly (readonly Span[])[];

const COLUMN_GAP = "  ";

/** A column is made no narrower than this to fit its table into a window. */
const MIN_COLUMN = 6;

/**
 * Lays a table out in columns, the head ruled off from the rows.
 *
 * A table that is wider than the window has its widest columns wrapped; one that has too many
 * columns even for that is told row by row.
 *
 * @param table The table.
 * @param width Columns of the window, if known.
 */
export function layOutTable(table: TableBlock, width: number | undefined): readonly Span[] {
  const head = table.head.map(headCell);
  const rows = table.rows.map((row) => row.map(({ spans }) => spans));
  const widths = fitted(columnWidths([head, ...rows]), width);
  if (widths === null) return wrapSpans(spokenTable(table), width ?? 1);
  const lines = rows.flatMap((row) => rowLines(row, widths));
  if (head.length === 0) return joinLines(lines);
  const ruling = widths.map((column) => "-".repeat(column)).join(COLUMN_GAP);
  return joinLines([...rowLines(head, widths), [{ text: ruling }], ...lines]);
}

function headCell({ spans }: BlockPart): readonly Span[] {
  return spans.map((span): Span => span.fg === undefined ? { bold: true, ...span } : span);
}

function columnWidths(rows: readonly Row[]): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, lineWidth(cell));
    }
  }
  return widths;
}

/** Narrows the widest columns until the table fits; `null` when it cannot. */
function fitted(widths: readonly number[], width: number | undefined): readonly number[] | null {
  if (width === undefined) return widths;
  const room = width - COLUMN_GAP.length * (widths.length - 1);
  const smallest = widths.reduce((sum, column) => sum + Math.min(column, MIN_COLUMN), 0);
  if (smallest > room) return null;
  // The bound under which all columns fit together is found from above: few columns are wide.
  let bound = Math.max(0, ...widths);
  const total = (): number => widths.reduce((sum, column) => sum + Math.min(column, bound), 0);
  while (total() > room) bound = Math.min(bound - 1, Math.max(MIN_COLUMN, room));
  const narrowed = widths.map((column) => Math.min(column, bound));
  return withSpare(narrowed, widths, room - total());
}

/** Gives columns that are left over to the first that was narrowed. */
function withSpare(
  narrowed: readonly number[],
  wanted: readonly number[],
  spare: number,
): readonly number[] {
  const first = narrowed.findIndex((column, nth) => column < (wanted[nth] ?? 0));
  return narrowed.map((column, nth) => nth === first ? column + spare : column);
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
