import { applyEdits, type Edit } from "./edits.ts";
import { type Grapheme, graphemes } from "./graphemes.ts";
import type { Span } from "./spans.ts";
import { isPlain } from "./width.ts";

/** Blanks and the word after them; either may be empty. */
interface Chunk {
  readonly blanks: readonly Grapheme[];
  readonly word: readonly Grapheme[];
}

/** Columns from one tab stop to the next. */
const TAB_STOP = 8;

/**
 * Wraps text at spaces, so that no line is wider than asked for.
 *
 * Newlines and the indentation of lines stay, the blanks where a line is broken go. A word wider
 * than a line is broken between graphemes; a grapheme never is, so one that is wider than a line
 * sticks out. An indentation that leaves no room for the first word is cut. Tabs become spaces.
 *
 * @param spans What to wrap.
 * @param width The longest line, in columns; at least 1.
 * @throws {RangeError} If the width is not a positive integer.
 */
export function wrapSpans(spans: readonly Span[], width: number): readonly Span[] {
  if (!Number.isInteger(width) || width < 1) {
    throw new RangeError(
      `Cannot wrap text as the width must be a positive integer: current width is ${width}`,
    );
  }
  const edits: Edit[] = [];
  let start = 0;
  for (const line of spans.map(({ text }) => text).join("").split("\n")) {
    for (const edit of wrapLine(line, width)) {
      edits.push({ start: start + edit.start, end: start + edit.end, text: edit.text });
    }
    start += line.length + 1;
  }
  return applyEdits(spans, edits);
}

function wrapLine(line: string, width: number): readonly Edit[] {
  if (line.length <= width && isPlain(line)) return [];
  const [first, ...others] = chunks(graphemes(line));
  if (first === undefined) return [];
  const room = Math.max(0, width - Math.min(width, widthOf(first.word)));
  const indent = Math.min(blankWidth(first.blanks, 0), room);
  const edits = [replaceBlanks(first.blanks, " ".repeat(indent))];
  let column = placeWord(first.word, indent, width, edits);
  for (const { blanks, word } of others) {
    const gap = blankWidth(blanks, column);
    const fits = column + gap + widthOf(word) <= width;
    if (!fits) edits.push(replaceBlanks(blanks, word.length === 0 ? "" : "\n"));
    else edits.push(replaceBlanks(blanks, " ".repeat(gap)));
    column = placeWord(word, fits ? column + gap : 0, width, edits);
  }
  return edits;
}

/** Adds the breaks within a word that is wider than a line; returns the column after it. */
function placeWord(word: readonly Grapheme[], from: number, width: number, edits: Edit[]): number {
  let column = from;
  for (const grapheme of word) {
    if (column > 0 && column + grapheme.width > width) {
      edits.push({ start: grapheme.start, end: grapheme.start, text: "\n" });
      column = 0;
    }
    column += grapheme.width;
  }
  return column;
}

function chunks(line: readonly Grapheme[]): readonly Chunk[] {
  const found: { blanks: Grapheme[]; word: Grapheme[] }[] = [];
  let wasBlank = false;
  for (const grapheme of line) {
    const last = found.at(-1);
    const starts = last === undefined || (isBlank(grapheme) && !wasBlank);
    const chunk = starts ? { blanks: [], word: [] } : last;
    if (starts) found.push(chunk);
    wasBlank = isBlank(grapheme);
    (wasBlank ? chunk.blanks : chunk.word).push(grapheme);
  }
  return found;
}

function isBlank({ text }: Grapheme): boolean {
  return text === " " || text === "\t";
}

function widthOf(word: readonly Grapheme[]): number {
  return word.reduce((sum, { width }) => sum + width, 0);
}

function blankWidth(blanks: readonly Grapheme[], from: number): number {
  let column = from;
  for (const { text } of blanks) column += text === "\t" ? TAB_STOP - column % TAB_STOP : 1;
  return column - from;
}

function replaceBlanks(blanks: readonly Grapheme[], text: string): Edit {
  const start = blanks[0]?.start ?? 0;
  return { start, end: start + blanks.length, text };
}
