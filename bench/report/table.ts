import { median, type Report, type Row } from "../figures.ts";

/** Writes a report as a table of text: the medians, how far they spread, and the ratios. */
export function table({ rows }: Report): string {
  const head = ["", "median", "spread", "of echo", "of wall"];
  const lines = rows.map((row) => [
    row.name,
    `${rounded(median(row.rounds))} ${row.unit}`,
    `${rounded(Math.min(...row.rounds))} … ${rounded(Math.max(...row.rounds))}`,
    ratio(row.ofEcho),
    ratio(row.ofWall),
  ]);
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all.map((line) =>
    line.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
    ).join("  ").trimEnd()
  ).join("\n");
}

/** The median of ratios, or nothing where there are none. */
export function ratio(values: Row["ofEcho"]): string {
  return values === undefined ? "" : median(values).toFixed(2);
}

/** Three digits that count. */
export function rounded(value: number): string {
  if (value === 0) return "0";
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
}
