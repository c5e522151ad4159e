import { stripBidiOverrides, stripControls } from "./controls.ts";
import { escapePipes } from "./escape_pipes.ts";
import { parseMarkup } from "./markup.ts";

/**
 * Makes markup that shows untrusted text as it was typed.
 *
 * Pipes are doubled; control characters but newline and tab, escape sequences and bidirectional
 * overrides are taken out.
 *
 * @param text Text from outside: a name, a typed line, what a file or another server said.
 * @returns Markup of which {@linkcode stripMarkup} gives the text again, less what was taken out.
 *
 * @example A name that would be red
 * ```ts
 * import { escapeMarkup } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(escapeMarkup("|rTess"), "||rTess");
 * ```
 */
export function escapeMarkup(text: string): string {
  return escapePipes(stripBidiOverrides(stripControls(text)));
}

/**
 * Returns the text that markup shows, without its styles; a link is its label.
 *
 * @param markup The markup.
 * @returns Plain text, which is not safe as markup: escape it again before it is shown.
 *
 * @example Without colours
 * ```ts
 * import { stripMarkup } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(stripMarkup("a |rred|n |lclook door|ltdoor|le"), "a red door");
 * ```
 */
export function stripMarkup(markup: string): string {
  return parseMarkup(markup).map((span) => span.text).join("");
}
