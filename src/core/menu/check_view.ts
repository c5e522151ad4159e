import type { MenuGoto, MenuView } from "./menu.ts";
import { shownNode } from "./shown_node.ts";

/**
 * Checks a node that is data, so that what is wrong with it shows when the menu is made: games are
 * written in JavaScript too, and in JSON.
 *
 * @param name The node's name.
 * @param view What it always shows.
 * @param names The names of all nodes of the menu.
 * @throws {TypeError} When it is no view.
 * @throws {RangeError} When something leads to a node that is not there.
 */
export function checkView(
  name: string,
  view: MenuView<unknown>,
  names: readonly string[],
): void {
  shownNode(view, 0);
  for (const goto of gotosOf(view)) {
    const node = nodeOf(goto);
    if (node !== undefined) checkNode(node, names, `what node "${name}" leads to`);
  }
}

/**
 * Checks that there is a node of a name.
 *
 * @param node The name.
 * @param names The names of all nodes of the menu.
 * @param what What the name is for the menu, for the error.
 * @throws {RangeError} When there is none.
 */
export function checkNode(node: string, names: readonly string[], what: string): void {
  if (names.includes(node)) return;
  throw new RangeError(
    `Cannot define a menu as ${what} must be there: "${node}" is not; ` +
      `there are ${names.map((name) => `"${name}"`).join(", ") || "none"}`,
  );
}

function gotosOf(view: MenuView<unknown>): readonly MenuGoto<unknown>[] {
  const { options = [], input, empty, timeout } = view;
  const lines = Array.isArray(input) ? input : [{ goto: input }];
  return [...options, ...lines, { goto: empty }, { goto: timeout?.goto }].map(({ goto }) => goto);
}

/** Returns the name of the node that a goto leads to for certain. */
function nodeOf(goto: MenuGoto<unknown>): string | undefined {
  if (goto === undefined || goto === null || typeof goto === "function") return undefined;
  if (typeof goto === "string") return goto;
  if (typeof goto === "object" && "stay" in goto) return undefined;
  if (typeof goto === "object" && "node" in goto) return goto.node;
  throw new TypeError(
    `Cannot define a menu as a goto must lead to a node, be null or a function: ` +
      `current value is ${typeof goto}`,
  );
}
