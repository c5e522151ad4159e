import { partMarkup } from "./block_marks.ts";
import type { HeadingLevel } from "./blocks.ts";

/**
 * Makes a heading, which each client shows in its own way: a terminal bright, the web page as a
 * heading that a screen reader can jump to, a screen reader on a terminal as a plain line.
 *
 * @param text Markup, of one line; what comes from outside through `escapeMarkup` first.
 * @param level How deep it stands: 1 is the title of all.
 * @returns Markup, which may stand among other markup and begins a line of its own.
 *
 * @example A title
 * ```ts
 * import { heading, stripMarkup } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(stripMarkup(`${heading("The hall")}It is dark.`), "The hall\nIt is dark.");
 * ```
 */
export function heading(text: string, level: HeadingLevel = 2): string {
  return `|lb${level}${partMarkup(text)}|lbe`;
}
