/** What may not reach another user's screen: terminal sequences and control characters but TAB. */
const UNSAFE = new RegExp(
  [
    "\\x1b\\[[0-?]*[ -/]*[@-~]?", // CSI sequences
    "\\x1b[\\]PX^_][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?", // OSC, DCS, SOS, PM, APC strings
    "\\x1b[ -/]*[0-~]?", // other escape sequences, and a lone ESC
    "[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f]", // C0 but TAB, DEL, C1
  ].join("|"),
  "g",
);

const LINE_END = /\r\n|\r|\n/;

/**
 * Removes terminal sequences and control characters, TAB excepted, from what a client sent.
 *
 * Half a surrogate pair becomes U+FFFD.
 */
export function cleanText(text: string): string {
  return text.replace(UNSAFE, "").toWellFormed();
}

/** What a client typed, split. */
export interface TypedLines {
  readonly lines: readonly string[];
  /** How many lines were longer than allowed, and are left out. */
  readonly tooLong: number;
}

/**
 * Splits typed text into clean lines; one line end at the very end makes no empty line.
 *
 * @param text What the client sent.
 * @param maxLineLength The longest line taken, in UTF-16 code units, before it is cleaned.
 */
export function splitTypedLines(text: string, maxLineLength: number): TypedLines {
  const all = text.split(LINE_END);
  if (all.length > 1 && all.at(-1) === "") all.pop();
  const fitting = all.filter((line) => line.length <= maxLineLength);
  return { lines: fitting.map(cleanText), tooLong: all.length - fitting.length };
}
