import { foldName } from "../cmdset/name.ts";
import type { AskOptions } from "../command/context.ts";
import type { AnyMenu, MenuGoto } from "./menu.ts";
import type { ShownNode } from "./shown_node.ts";

/** A line that goes to a menu. */
export interface MenuInput {
  readonly line: string;
  /** Asks the session that typed it. */
  readonly ask: (question: string, options?: AskOptions) => Promise<string>;
}

/** What a line asks a menu for. */
export type MenuLine =
  | { readonly kind: "goto"; readonly goto: MenuGoto<unknown> }
  | { readonly kind: "look" | "help" | "back" | "quit" | "none" };

const WORDS: ReadonlyMap<string, "look" | "help" | "back" | "quit"> = new Map([
  ["look", "look"],
  ["l", "look"],
  ["help", "help"],
  ["h", "help"],
  ["back", "back"],
  ["quit", "quit"],
  ["q", "quit"],
  ["exit", "quit"],
]);

/** Tells whether a line says that its user wants to leave. */
export function asksToQuit(line: string): boolean {
  return WORDS.get(foldName(line.trim())) === "quit";
}

/**
 * Finds what a line asks for: an option, then a built-in word, then free input (behaviour 14.6).
 *
 * @param line What was typed.
 * @param shown The node as it was shown.
 * @param menu The menu, which may have switched built-in words off.
 */
export function readMenuLine(line: string, shown: ShownNode, menu: AnyMenu): MenuLine {
  const typed = foldName(line.trim());
  const option = shown.options.find(({ words }) => words.includes(typed));
  if (option !== undefined) return { kind: "goto", goto: option.goto };
  const word = WORDS.get(typed);
  if (word !== undefined && isAllowed(menu)[word]) return { kind: word };
  const free = typed === "" ? shown.empty : shown.input;
  return free === undefined ? { kind: "none" } : { kind: "goto", goto: free.goto };
}

function isAllowed(menu: AnyMenu): Readonly<Record<"look" | "help" | "back" | "quit", boolean>> {
  const { allowLook = true, allowHelp = true, allowBack = true, allowQuit = true } = menu;
  return { look: allowLook, help: allowHelp, back: allowBack, quit: allowQuit };
}
