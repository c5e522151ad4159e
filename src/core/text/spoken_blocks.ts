import type { BlockPart, ListBlock, TableBlock } from "./blocks.ts";
import { joinLines, textOf } from "./span_lines.ts";
import type { Span } from "./spans.ts";

/**
 * Tells a table row by row, for a screen reader: `Name: Bo. Idle: 3 minutes.`
 *
 * Without a head, a cell that stands alone with another names it; more are told one by one. Empty
 * cells are left out.
 */
export function spokenTable({ head, rows }: TableBlock): readonly Span[] {
  return joinLines(rows.map((row) => {
    if (head.length === 0 && row.length === 2) return pair(row);
    const cells = row.map((cell, column) => named(head[column], spokenPart(cell)));
    const told = cells.filter((cell) => cell.length > 0);
    if (head.length === 0) return joined(told, ", ");
    return told.flatMap((cell, nth) => [...ended(cell), ...(nth < told.length - 1 ? [GAP] : [])]);
  }));
}

/** Tells a list: an item a line without bullets, or short ones in a row. */
export function spokenList({ layout, items }: ListBlock): readonly Span[] {
  const told = items.map(spokenPart);
  if (layout === "columns") return joined(told, ", ");
  return joinLines(
    told.map((item, nth) => layout === "numbers" ? [{ text: `${nth + 1}. ` }, ...item] : item),
  );
}

const GAP: Span = { text: " " };

function spokenPart({ spans, spoken }: BlockPart): readonly Span[] {
  const told = spoken ?? spans;
  return textOf(told).trim() === "" ? [] : told;
}

function named(head: BlockPart | undefined, cell: readonly Span[]): readonly Span[] {
  const name = head === undefined ? [] : spokenPart(head);
  return name.length === 0 || cell.length === 0 ? cell : [...name, { text: ": " }, ...cell];
}

function pair(row: readonly BlockPart[]): readonly Span[] {
  const [name = [], value = []] = row.map(spokenPart);
  if (name.length === 0 || value.length === 0) return [...name, ...value];
  return [...name, { text: textOf(name).trimEnd().endsWith(":") ? " " : ": " }, ...value];
}

function joined(parts: readonly (readonly Span[])[], by: string): readonly Span[] {
  return parts.flatMap((part, nth) => nth === 0 ? part : [{ text: by }, ...part]);
}

function ended(cell: readonly Span[]): readonly Span[] {
  return /[.!?]\s*$/.test(textOf(cell)) ? cell : [...cell, { text: "." }];
}
