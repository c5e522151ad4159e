import { escapeMarkup } from "../text/escape.ts";
import { list } from "../text/list.ts";
import type { MenuDisplay } from "./menu.ts";

/**
 * Makes the text that shows a node of a menu: what it says, then its options, each a link that
 * chooses it, in columns or, for a screen reader, one per line (behaviour 14.11). A menu's own
 * `format` takes its place, and may call it.
 *
 * @param shown The node.
 * @returns Markup.
 *
 * @example A frame around every node
 * ```ts
 * import { type Menu, menuTemplate, menuText } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const framed: Menu = menuTemplate({
 *   start: "hall",
 *   nodes: { hall: { text: "A hall.", options: [{ desc: "Leave", goto: null }] } },
 *   format: (shown) => `-----\n${menuText(shown)}\n-----`,
 * });
 *
 * assert.equal(typeof framed.format, "function");
 * ```
 */
export function menuText({ text, options }: MenuDisplay): string {
  if (options.length === 0) return text;
  return `${text}\n\n${list(options.map(optionText), { layout: "choices" })}`;
}

function optionText({ key, desc }: MenuDisplay["options"][number]): string {
  return desc === "" ? linkTo(key) : `${linkTo(key)}: ${desc}`;
}

/** Makes a link that types a word. */
export function linkTo(key: string): string {
  const shown = escapeMarkup(key);
  return `|lc${shown}|lt|w${shown}|n|le`;
}
