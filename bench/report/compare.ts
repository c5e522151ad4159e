import { median, type Report, type Row } from "../figures.ts";

/** Less than this is no change, however little the rounds differ. */
const LEAST = 0.1;

/** How one figure fares beside an older report. */
export interface Change {
  readonly name: string;
  /** The new divided by the old, where more than 1 is better. */
  readonly ratio: number;
  readonly verdict: "better" | "worse" | "same";
}

/**
 * Says of what two reports have in common how it changed. Figures that have a ratio to the bare
 * wall are compared by it, as it leaves out how fast the machine was.
 */
export function compare(older: Report, newer: Report): readonly Change[] {
  const before = new Map(older.rows.map((row) => [keyOf(row), row]));
  return newer.rows.flatMap((row) => {
    const old = before.get(keyOf(row));
    return old === undefined ? [] : [changeOf(old, row)];
  });
}

function changeOf(older: Row, newer: Row): Change {
  const isRelative = older.ofWall !== undefined && newer.ofWall !== undefined;
  const values = (row: Row) => isRelative ? row.ofWall ?? [] : row.rounds;
  const grown = median(values(newer)) / median(values(older));
  const ratio = newer.better === "more" ? grown : 1 / grown;
  const noise = Math.max(LEAST, spread(values(older)), spread(values(newer)));
  const verdict = ratio < 1 / (1 + noise) ? "worse" : ratio > 1 + noise ? "better" : "same";
  return { name: `${newer.group}: ${newer.name}`, ratio, verdict };
}

/** How far the values are from their middle: the middle distance, as a part of it, doubled. */
function spread(values: readonly number[]): number {
  const middle = median(values);
  return 2 * median(values.map((value) => Math.abs(value - middle))) / middle;
}

function keyOf({ group, name }: Row): string {
  return `${group}\n${name}`;
}

/** Writes the changes as text, those for the worse first. */
export function changesText(changes: readonly Change[]): string {
  const order = ["worse", "better", "same"];
  return changes.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
    .map(({ name, ratio, verdict }) => `${verdict.padEnd(6)}  ${ratio.toFixed(2)}  ${name}`)
    .join("\n");
}
