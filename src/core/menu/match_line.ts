import { foldName } from "../cmdset/name.ts";

/** Tells whether a line, without the space around it, is of a form. */
export type LineMatcher = (line: string) => boolean;

/** What a regular expression reads as more than itself. */
const SYNTAX = /[\\^$.*+?()[\]{}|/]/;

/**
 * Makes what tells whether a line is of a form (behaviour 14.12).
 *
 * @param match The whole line, in any case, where `*` is anything and `?` one character; or an
 * expression, whose flags hold.
 * @throws {TypeError} When it is neither.
 */
export function lineMatcher(match: string | RegExp): LineMatcher {
  // A search begins at the front, whatever an expression with the flag `g` found before.
  if (match instanceof RegExp) return (line) => line.search(match) !== -1;
  if (typeof match !== "string") {
    throw new TypeError(
      `Cannot show a menu node as a match must be a string or an expression: ` +
        `current value is ${typeof match}`,
    );
  }
  const form = new RegExp(`^${Array.from(foldName(match.trim()), formOf).join("")}$`, "su");
  return (line) => form.test(foldName(line));
}

function formOf(char: string): string {
  if (char === "*") return ".*";
  if (char === "?") return ".";
  return SYNTAX.test(char) ? `\\${char}` : char;
}
