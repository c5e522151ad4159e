import stringWidth from "string-width";

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** Tells whether each of a text's UTF-16 code units is a grapheme of one column. */
export function isPlain(text: string): boolean {
  return PRINTABLE_ASCII.test(text);
}

/**
 * Returns how many columns a line of text takes on a terminal.
 *
 * East Asian wide characters and emoji take two, combining characters none. Tabs and newlines count
 * as nothing: their width depends on where they stand.
 *
 * @param text Plain text, not markup.
 */
export function displayWidth(text: string): number {
  return isPlain(text) ? text.length : stringWidth(text);
}
