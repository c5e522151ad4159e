import { escapeMarkup } from "./escape.ts";

/**
 * Makes markup of what a user wrote as markup: its colours count, but its links are shown as typed,
 * since a link types a command for whoever follows it.
 *
 * @param written What was written: a description, words that everybody sees.
 * @returns Markup that ends in the usual colour; control characters are taken out.
 *
 * @example A door that is no link
 * ```ts
 * import { stripMarkup, withoutLinks } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(withoutLinks("a |rred|n door"), "a |rred|n door|n");
 * assert.equal(stripMarkup(withoutLinks("|lcquit|ltlook|le")), "|lcquit|ltlook|le");
 * ```
 */
export function withoutLinks(written: string): string {
  // Escaping takes out what is invisible, too, behind which a link could hide.
  const clean = escapeMarkup(written).replaceAll("||", "|");
  return `${clean.replaceAll(/\|(?:\||(?=l|$))/g, "||")}|n`;
}
