import { checkName } from "../cmdset/name.ts";
import type { Menu } from "./menu.ts";

/**
 * Defines a menu. A plugin registers it with `provide.menu`; `game.menus.start` starts it.
 *
 * @param menu Its nodes, and the one it begins on.
 * @returns The same menu, typed by its state.
 * @throws {TypeError} When a node's name cannot be a name.
 * @throws {RangeError} When there is no node of the name it begins on.
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
  if (!Object.hasOwn(menu.nodes, menu.start)) {
    throw new RangeError(
      `Cannot define a menu as the node it begins on must be there: "${menu.start}" is not; ` +
        `there are ${names.map((name) => `"${name}"`).join(", ") || "none"}`,
    );
  }
  return Object.freeze({ ...menu, nodes: Object.freeze({ ...menu.nodes }) });
}
