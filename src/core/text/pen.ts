import { ansiIndex, numericColor } from "./color_tags.ts";
import type { Color, Link, Style } from "./spans.ts";

/** What the tags read so far have set. */
export interface Pen {
  /** Palette colours 0-7 here are shown as 8-15 while the pen is bright. */
  readonly fg: Color | null;
  readonly bg: Color | null;
  /** Set by `|h` and by lower-case colours; `|!X` keeps it. */
  readonly isBright: boolean;
  /** Set by `|h` alone; seen where no ANSI colour can be brightened instead. */
  readonly isBold: boolean;
  readonly marks: ReadonlySet<Mark>;
}

type Mark = "underline" | "italic" | "strike" | "inverse" | "blink";

/** The pen at the start, and after `|n`. */
export const BLANK_PEN: Pen = {
  fg: null,
  bg: null,
  isBright: false,
  isBold: false,
  marks: new Set(),
};

const MARKS_ON: ReadonlyMap<string, Mark> = new Map([
  ["u", "underline"],
  ["i", "italic"],
  ["s", "strike"],
  ["*", "inverse"],
  ["^", "blink"],
]);
const MARKS_OFF: ReadonlyMap<string, Mark> = new Map([
  ["U", "underline"],
  ["I", "italic"],
  ["S", "strike"],
]);

/**
 * Returns the pen after a style tag; the pen given does not change.
 *
 * @param pen The pen before the tag.
 * @param tag What follows the pipe, as the tokens give it.
 */
export function applyTag(pen: Pen, tag: string): Pen {
  const on = MARKS_ON.get(tag);
  if (on !== undefined) return { ...pen, marks: new Set([...pen.marks, on]) };
  const off = MARKS_OFF.get(tag);
  if (off !== undefined) return { ...pen, marks: pen.marks.difference(new Set([off])) };
  if (tag === "n") return BLANK_PEN;
  if (tag === "h") return { ...pen, isBright: true, isBold: true };
  if (tag === "H") return { ...pen, isBright: false, isBold: false };
  if (tag.startsWith("[")) return { ...pen, bg: background(tag.slice(1)) };
  if (tag.startsWith("!")) return { ...pen, fg: ansiColor(tag.slice(1)) };
  return foreground(pen, tag);
}

/** Returns the style of text written with a pen, inside a link or not. */
export function penStyle(pen: Pen, link: Link | null): Style {
  const { fg, bg, isBright, isBold, marks } = pen;
  const isAnsi = fg?.kind === "palette" && fg.index < 8;
  const shown: Color | null = isAnsi && isBright ? { ...fg, index: fg.index + 8 } : fg;
  return {
    ...(shown !== null && { fg: shown }),
    ...(bg !== null && { bg }),
    ...(isBold && !isAnsi && { bold: true }),
    ...(marks.has("underline") && { underline: true }),
    ...(marks.has("italic") && { italic: true }),
    ...(marks.has("strike") && { strike: true }),
    ...(marks.has("inverse") && { inverse: true }),
    ...(marks.has("blink") && { blink: true }),
    ...(link !== null && { link }),
  };
}

function foreground(pen: Pen, code: string): Pen {
  const color = numericColor(code);
  if (color !== null) return { ...pen, fg: color };
  const isBright = isLowerCase(code);
  return { ...pen, fg: ansiColor(code), isBright, isBold: pen.isBold && isBright };
}

function background(code: string): Color {
  const color = numericColor(code);
  if (color !== null) return color;
  return { kind: "palette", index: ansiIndex(code) + (isLowerCase(code) ? 8 : 0) };
}

function ansiColor(letter: string): Color {
  return { kind: "palette", index: ansiIndex(letter) };
}

function isLowerCase(letter: string): boolean {
  return letter === letter.toLowerCase();
}
