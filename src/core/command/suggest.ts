import { foldName, MAX_NAME_LENGTH } from "../cmdset/name.ts";

/** How alike a name must be to what was typed: 1 is equal, 0 has nothing in common (8.2.7). */
const LEAST_SIMILARITY = 0.7;

/**
 * Returns the names that somebody who mistyped may have meant, the likeliest first.
 *
 * A name of two words is compared with the first two words typed, and so on. Only the first 60
 * characters are looked at.
 *
 * @param typed What was typed.
 * @param names The names that the caller may use.
 * @param max How many to return at most.
 * @returns The names, each as it is in `names`; none when nothing typed comes near.
 *
 * @example A slip of the fingers
 * ```ts
 * import { suggest } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(suggest("lokk at door", ["look", "say", "dance"]), ["look"]);
 * ```
 */
export function suggest(typed: string, names: readonly string[], max = 3): readonly string[] {
  const words = foldName(typed.trim().slice(0, MAX_NAME_LENGTH)).split(/\s+/);
  const scored: { readonly name: string; readonly score: number }[] = [];
  for (const name of new Set(names)) {
    const score = scoreOf(foldName(name.slice(0, MAX_NAME_LENGTH)), words);
    if (score >= LEAST_SIMILARITY) scored.push({ name, score });
  }
  return scored
    .sort((a, b) => b.score - a.score || compareText(a.name, b.name))
    .slice(0, max)
    .map(({ name }) => name);
}

function scoreOf(name: string, words: readonly string[]): number {
  const count = name.includes(" ") ? name.split(/\s+/).length : 1;
  return similarity(count === 1 ? words[0] ?? "" : words.slice(0, count).join(" "), name);
}

/**
 * The share of both texts that need no editing, where an exchange of neighbours is one edit; 0 when
 * a look at them is enough to know that it is too small.
 */
function similarity(a: string, b: string): number {
  const total = a.length + b.length;
  if (a === "" || b === "") return 0;
  const fewest = Math.max(Math.abs(a.length - b.length), kindsApart(a, b));
  return (total - fewest) / total < LEAST_SIMILARITY ? 0 : (total - distance(a, b)) / total;
}

/** How many kinds of characters only one of the texts has: at least as many edits are needed. */
function kindsApart(a: string, b: string): number {
  let apart = 0;
  for (let kinds = kindsOf(a) ^ kindsOf(b); kinds !== 0; kinds &= kinds - 1) apart++;
  return apart;
}

/** The kinds of characters in a text, one bit each: two may share a bit, and then count less. */
function kindsOf(text: string): number {
  let kinds = 0;
  for (let at = 0; at < text.length; at++) kinds |= 1 << (text.charCodeAt(at) & 31);
  return kinds;
}

/** Insertions, deletions and exchanges of neighbours that turn one text into the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      current[column] = cell(a, b, { row, column, before, above, current });
    }
    [before, above] = [above, current];
  }
  return above[b.length] ?? 0;
}

interface Cell {
  readonly row: number;
  readonly column: number;
  /** The row two above, the one above, and the one being filled. */
  readonly before: readonly number[];
  readonly above: readonly number[];
  readonly current: readonly number[];
}

function cell(a: string, b: string, { row, column, before, above, current }: Cell): number {
  const [x, y] = [a[row - 1], b[column - 1]];
  if (x === y) return at(above, column - 1);
  const edited = 1 + Math.min(at(above, column), at(current, column - 1));
  const isExchange = row > 1 && column > 1 && x === b[column - 2] && a[row - 2] === y;
  return isExchange ? Math.min(edited, at(before, column - 2) + 1) : edited;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
