import { displayWidth } from "./width.ts";

/** What a reader takes for one character (UAX 29), where it starts and how wide it is. */
export interface Grapheme {
  readonly text: string;
  /** In UTF-16 code units from the start of the line. */
  readonly start: number;
  /** In columns. */
  readonly width: number;
}

const SEGMENTER = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Cuts a line of text into graphemes. */
export function graphemes(line: string): readonly Grapheme[] {
  return Array.from(SEGMENTER.segment(line), ({ segment, index }) => ({
    text: segment,
    start: index,
    width: displayWidth(segment),
  }));
}
