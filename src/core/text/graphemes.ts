import { displayWidth, isPlain } from "./width.ts";

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
  if (isPlain(line)) return Array.from(line, (text, start) => ({ text, start, width: 1 }));
  // To measure a grapheme takes far longer than to cut it off, and most come again.
  const widths = new Map<string, number>();
  return Array.from(SEGMENTER.segment(line), ({ segment, index }) => {
    const width = widths.get(segment) ?? displayWidth(segment);
    widths.set(segment, width);
    return { text: segment, start: index, width };
  });
}
