import { checkName } from "../cmdset/name.ts";
import { checkNode, checkView } from "./check_view.ts";
import type { AnyMenu, Menu } from "./menu.ts";

/**
 * Defines a menu. A plugin registers it with `provide.menu`; `game.menus.start` starts it.
 *
 * @param menu Its nodes, and the one it begins on.
 * @returns The same menu, typed by its state.
 * @throws {TypeError} When a node's name cannot be a name, or one that is no function is no view.
 * @throws {RangeError} When there is no node of the name it begins on, or where one that is no
 * function leads, or when no line could reach the menu by its merge type or priority.
 *
 * @example A counter in a shop
 * ```ts
 * import { defineMenu, type Menu } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * interface ShopState {
 *   coins: number;
 * }
 *
 * const shop: Menu<ShopState> = defineMenu<ShopState>({
 *   start: "counter",
 *   nodes: {
 *     counter: ({ state }) => ({
 *       text: `You have ${state.coins} coins.`,
 *       options: [
 *         {
 *           key: "buy",
 *           desc: "Buy an apple",
 *           goto: () => ({ node: "counter", state: { coins: state.coins - 1 } }),
 *         },
 *         { desc: "Leave", goto: null },
 *       ],
 *     }),
 *   },
 * });
 *
 * assert.deepEqual(Object.keys(shop.nodes), ["counter"]);
 * ```
 */
export function defineMenu<State>(menu: Menu<State>): Menu<State> {
  const names = Object.keys(menu.nodes);
  for (const name of names) checkName(name, "name of a menu node");
  checkReach(menu);
  checkNode(menu.start, names, "the node it begins on");
  // Functions that get the state are looked at, and not called.
  for (const [name, node] of Object.entries((menu as AnyMenu).nodes)) {
    if (typeof node !== "function") checkView(name, node, names);
  }
  return Object.freeze({ ...menu, nodes: Object.freeze({ ...menu.nodes }) });
}

/** Games are written in JavaScript too: anything may stand there. */
function checkReach(
  { mergeType = "replace", priority = 1 }: Pick<AnyMenu, "mergeType" | "priority">,
): void {
  if (mergeType !== "replace" && mergeType !== "union") {
    throw new RangeError(
      `Cannot define a menu as its merge type must be replace or union: it is ${mergeType}`,
    );
  }
  if (priority >= 1 && priority < Infinity) return;
  throw new RangeError(
    `Cannot define a menu as its priority must be at least 1, or lines never reach it: ` +
      `it is ${priority}`,
  );
}
