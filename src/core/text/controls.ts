// Built from strings, so that no control character stands in this file. Every part stops at the
// next control character: no input makes a match start over a long stretch twice.
const STRING_SEQUENCE =
  "(?:\\x1b[PX\\]^_]|[\\x90\\x98\\x9d-\\x9f])[^\\x00-\\x1f\\x7f-\\x9f]*(?:\\x07|\\x9c|\\x1b\\\\)";
const CONTROL_SEQUENCE = "(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]";
const SHORT_SEQUENCE = "\\x1b[ -/]*[0-~]";
const CONTROL = "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]";

const ANY_CONTROL = new RegExp(CONTROL);
const SEQUENCES_AND_CONTROLS = new RegExp(
  `${STRING_SEQUENCE}|${CONTROL_SEQUENCE}|${SHORT_SEQUENCE}|${CONTROL}`,
  "g",
);
const BIDI_OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Takes out every C0 and C1 control character but newline and tab, DEL, and whole escape sequences
 * (ECMA-48 sections 5.3 to 5.6). Half a surrogate pair becomes U+FFFD: it is no character.
 *
 * A sequence that is cut short loses its control characters; the rest of it is shown as text.
 */
export function stripControls(text: string): string {
  const whole = text.toWellFormed();
  return ANY_CONTROL.test(whole) ? whole.replace(SEQUENCES_AND_CONTROLS, "") : whole;
}

/**
 * Takes out the characters that turn the direction of the text after them (UAX 9, sections 2.1 to
 * 2.5), which would let a user reorder what others wrote.
 */
export function stripBidiOverrides(text: string): string {
  return text.replace(BIDI_OVERRIDES, "");
}
