import type { Row } from "./figures.ts";

/** How much is measured. */
export interface Scale {
  /** How long one round of one figure takes, in milliseconds. */
  readonly ms: number;
  readonly rounds: number;
  /** Numbers of sessions beyond these are left out. */
  readonly sessions: { readonly least: number; readonly most: number };
}

/** What a group measures with. */
export interface BenchRun {
  readonly scale: Scale;
  /** Tells how far it is. */
  readonly tell: (text: string) => void;
  readonly add: (row: Row) => void;
}

/** A group of figures. */
export type Group = (run: BenchRun) => Promise<void>;

/** Returns the numbers of sessions that are measured at a scale. */
export function within(counts: readonly number[], { sessions }: Scale): readonly number[] {
  return counts.filter((count) => count >= sessions.least && count <= sessions.most);
}
