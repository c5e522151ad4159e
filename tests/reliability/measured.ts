import { appendFileSync, readFileSync } from "node:fs";
import type { FaultList } from "./faults.ts";

/** A fault of docs/reliability.md, by its list and its number there: `store 4`. */
export type FaultRow = `${FaultList} ${number}`;

/** What one test saw of a fault. */
export interface Measured {
  readonly row: FaultRow;
  readonly text: string;
}

/** What was seen of each fault, by its row; in a row, by the test's file. */
export type MeasuredRows = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Where it is kept. */
export const MEASURED = new URL("measured.json", import.meta.url);

/** Returns what is kept. */
export function readMeasured(): MeasuredRows {
  return JSON.parse(readFileSync(MEASURED, "utf8"));
}

/**
 * Notes what a test saw of a fault, for the last column of docs/reliability.md; `deno task measure`
 * runs the tests for it. In any other run nothing is noted.
 *
 * @param row The fault.
 * @param text What was seen: short, with the numbers and their units.
 */
export function measured(row: FaultRow, text: string): void {
  const notes = Deno.env.get("VESTIBULE_MEASURED");
  const seen: Measured = { row, text };
  if (notes !== undefined) appendFileSync(notes, `${JSON.stringify(seen)}\n`);
}

/** Begins to count; what is returned says how many milliseconds passed since then, rounded. */
export function stopwatch(): () => number {
  const begun = performance.now();
  return () => Math.round(performance.now() - begun);
}
