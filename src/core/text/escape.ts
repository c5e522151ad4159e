import { stripBidiOverrides, stripControls } from "./controls.ts";
import { parseMarkup } from "./markup.ts";

/**
 * Makes markup that shows untrusted text as it was typed.
 *
 * Pipes are doubled; control characters but newline and tab, escape sequences and bidirectional
 * overrides are taken out.
 */
export function escapeMarkup(text: string): string {
  return escapePipes(stripBidiOverrides(stripControls(text)));
}

/** Doubles pipes and changes nothing else: for text that is free of control characters. */
export function escapePipes(text: string): string {
  return text.replaceAll("|", "||");
}

/** Returns the text that markup shows, without its styles; a link is its label. */
export function stripMarkup(markup: string): string {
  return parseMarkup(markup).map((span) => span.text).join("");
}
