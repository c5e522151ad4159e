import { BLOCK_MARK, partMarkup } from "./block_marks.ts";
import type { ListLayout } from "./blocks.ts";

/** How a list is laid out. */
export interface ListOptions {
  /** With bullets when left out. */
  readonly layout?: ListLayout;
}

const START = {
  bullets: BLOCK_MARK.BULLETS,
  numbers: BLOCK_MARK.NUMBERS,
  columns: BLOCK_MARK.COLUMNS,
  choices: BLOCK_MARK.CHOICES,
} as const;

/**
 * Makes a list, which each client shows in its own way: a terminal with bullets or numbers and the
 * lines of an item indented under it, or in columns that fit its window; the web page as a list of
 * its own; a screen reader without bullets, and `columns` as one line with commas.
 *
 * @param items Markup for each item, of one line; what comes from outside through `escapeMarkup`
 * first.
 * @param options How it is laid out.
 * @returns Markup, which may stand among other markup and begins a line of its own.
 *
 * @example What is to be done
 * ```ts
 * import { list, stripMarkup } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const steps = list(["Open the door", "Leave"], { layout: "numbers" });
 *
 * assert.equal(stripMarkup(steps), "1. Open the door\n2. Leave");
 * ```
 */
export function list(items: readonly string[], options: ListOptions = {}): string {
  if (items.length === 0) return "";
  const parts = items.map((item) => BLOCK_MARK.ITEM + partMarkup(item));
  return START[options.layout ?? "bullets"] + parts.join("") + BLOCK_MARK.END;
}
