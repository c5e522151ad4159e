import type { BlockPart, ListBlock } from "./blocks.ts";
import { layOutTable } from "./lay_out_table.ts";
import { joinLines, lineWidth, spanLines } from "./span_lines.ts";
import type { Span } from "./spans.ts";
import { wrapSpans } from "./wrap.ts";

const COLUMN_GAP = 2;

/** Choices fill a column at least this far before the next one begins (behaviour 14.11). */
const MIN_ROWS = 4;

/** How wide a window is taken to be of which nothing is known. */
const USUAL_WIDTH = 80;

/**
 * Lays a list out: each item behind its bullet or number and indented under it, or all in as many
 * columns as fit, filled line by line or, for choices, one after another.
 *
 * @param list The list.
 * @param width Columns of the window, if known.
 */
export function layOutList({ layout, items }: ListBlock, width?: number): readonly Span[] {
  if (layout === "columns") return grid(items, width ?? USUAL_WIDTH);
  if (layout === "choices") return choices(items, width ?? USUAL_WIDTH);
  const most = `${items.length}`.length;
  return joinLines(items.flatMap(({ spans }, nth) => {
    const lead = layout === "bullets" ? "- " : `${`${nth + 1}`.padStart(most)}. `;
    return itemLines(spans, lead, width);
  }));
}

function grid(items: readonly BlockPart[], width: number): readonly Span[] {
  const perRow = columnsThatFit(items, width);
  const rows: (readonly BlockPart[])[] = [];
  for (let at = 0; at < items.length; at += perRow) rows.push(items.slice(at, at + perRow));
  return layOutTable({ kind: "table", head: [], rows }, width);
}

function choices(items: readonly BlockPart[], width: number): readonly Span[] {
  const perColumn = Math.ceil(items.length / columnsThatFit(items, width));
  const height = Math.max(Math.min(MIN_ROWS, items.length), perColumn);
  const rows = Array.from({ length: height }, (_, row) => {
    return items.filter((_, nth) => nth % height === row);
  });
  return layOutTable({ kind: "table", head: [], rows }, width);
}

function columnsThatFit(items: readonly BlockPart[], width: number): number {
  const widest = items.reduce((most, { spans }) => Math.max(most, lineWidth(spans)), 0);
  return Math.max(1, Math.floor((width + COLUMN_GAP) / (widest + COLUMN_GAP)));
}

function itemLines(
  spans: readonly Span[],
  lead: string,
  width: number | undefined,
): readonly (readonly Span[])[] {
  // A window so narrow that the lead would take most of it gets none.
  if (width !== undefined && width < lead.length * 2) return spanLines(wrapSpans(spans, width));
  const room = width === undefined ? undefined : width - lead.length;
  const lines = spanLines(room === undefined ? spans : wrapSpans(spans, room));
  const indent = " ".repeat(lead.length);
  return lines.map((line, nth) => [{ text: nth === 0 ? lead : indent }, ...line]);
}
