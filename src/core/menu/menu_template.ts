import { defineMenu } from "./define_menu.ts";
import type { Menu, MenuRules, MenuView } from "./menu.ts";

/**
 * A menu that is data alone: what every node shows, and where each choice leads.
 *
 * @typeParam Node The names of its nodes.
 * @typeParam State What the menu remembers.
 */
export interface MenuTemplate<Node extends string, State = unknown> extends MenuRules<State> {
  /** The node it begins on. */
  readonly start: NoInfer<Node>;
  /** What its nodes show and offer, by name. */
  readonly nodes: Readonly<Record<Node, MenuView<State, NoInfer<Node>>>>;
}

/**
 * Makes a menu of data alone (behaviour 14.12).
 *
 * A `goto` to a node that is not there does not compile, and is refused when the menu is made.
 *
 * @param template Its nodes, and the one it begins on.
 * @returns An ordinary menu, as of `defineMenu`.
 * @throws {TypeError} When a node's name cannot be a name, or what a node shows is no view.
 * @throws {RangeError} When something leads to a node that is not there.
 *
 * @example A fork in the road
 * ```ts
 * import { type Menu, menuTemplate } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const fork: Menu = menuTemplate({
 *   start: "fork",
 *   nodes: {
 *     fork: {
 *       text: "The road forks.",
 *       help: { signpost: "It has lost its arms." },
 *       options: [
 *         { key: "left", aliases: ["l"], desc: "Into the wood", goto: "wood" },
 *         { key: "right", desc: "Along the river", goto: { stay: "The river is too high." } },
 *         { desc: "Go home", goto: null },
 *       ],
 *       input: [
 *         { match: "say *", goto: { stay: "Nobody hears you." } },
 *         { match: /^climb .*tree$/i, goto: "wood" },
 *       ],
 *     },
 *     wood: { text: "It is dark here.", timeout: { ms: 60_000, goto: "fork" } },
 *   },
 * });
 *
 * assert.deepEqual(Object.keys(fork.nodes), ["fork", "wood"]);
 * ```
 */
export function menuTemplate<Node extends string, State = unknown>(
  template: MenuTemplate<Node, State>,
): Menu<State> {
  return defineMenu<State>(template);
}
