import type { MenuTarget } from "./menu.ts";

/** How a list is cut into pages. */
export interface PagesOptions<State> {
  /** How many items a page holds, at least 1; 10 unless given. */
  readonly size?: number;
  /** Tells where the options lead that turn to a page. */
  readonly goto: (page: number) => MenuTarget<State>;
}

/** An option that turns a page; it can stand among those of a node. */
export interface PageOption<State> {
  /** What is typed to choose it. */
  readonly key: string;
  /** Other words that choose it. */
  readonly aliases: readonly string[];
  /** What it is. */
  readonly desc: string;
  /** Where it leads. */
  readonly goto: MenuTarget<State>;
}

/** One page of a list. */
export interface MenuPage<Item, State> {
  /** The items of this page. */
  readonly items: readonly Item[];
  /** Which page it is, counted from 1; never beyond the last. */
  readonly page: number;
  /** How many pages there are; at least 1. */
  readonly count: number;
  /** Options that turn the page: `next` (`n`) and `previous` (`p`), where there is one. */
  readonly options: readonly PageOption<State>[];
}

/**
 * Cuts a page out of a list, with the options that turn it (behaviour 14.12).
 *
 * @param items The whole list.
 * @param page Which page, counted from 1; the nearest one there is, if there is no such page.
 * @param options How many items a page holds, and where turning it leads.
 * @returns The page.
 * @throws {RangeError} When the size is less than 1.
 *
 * @example A list of goods, three to a page
 * ```ts
 * import { type MenuNode, pages } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * interface Browsing {
 *   page: number;
 * }
 *
 * const goods: MenuNode<Browsing> = ({ state }) => {
 *   const all = ["apple", "bread", "candle", "drum"];
 *   const goto = (page: number) => ({ node: "goods", state: { page } });
 *   const { items, page, count, options } = pages(all, state.page, { size: 3, goto });
 *   return {
 *     text: `Goods, page ${page} of ${count}`,
 *     options: [...items.map((desc) => ({ desc, goto: "sold" })), ...options],
 *   };
 * };
 *
 * const first = pages([1, 2, 3, 4], 1, { size: 3, goto: String });
 * assert.deepEqual(first.items, [1, 2, 3]);
 * assert.deepEqual(first.options.map(({ key }) => key), ["next"]);
 * assert.equal(typeof goods, "function");
 * ```
 */
export function pages<Item, State>(
  items: readonly Item[],
  page: number,
  { size = 10, goto }: PagesOptions<State>,
): MenuPage<Item, State> {
  if (!(size >= 1)) {
    throw new RangeError(`Cannot cut pages as their size must be at least 1: it is ${size}`);
  }
  const count = Math.max(1, Math.ceil(items.length / size));
  const here = Math.min(count, Math.max(1, Math.trunc(page) || 1));
  const options: PageOption<State>[] = [];
  if (here < count) {
    options.push({ key: "next", aliases: ["n"], desc: "Next page", goto: goto(here + 1) });
  }
  if (here > 1) {
    options.push({ key: "previous", aliases: ["p"], desc: "Previous page", goto: goto(here - 1) });
  }
  return { items: items.slice((here - 1) * size, here * size), page: here, count, options };
}
