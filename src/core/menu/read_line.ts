import { foldName } from "../cmdset/name.ts";
import type { AskOptions } from "../command/context.ts";
import { stripMarkup } from "../text/escape.ts";
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
  | { readonly kind: "topic"; readonly text: string }
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
 * Finds what a line asks for: an option, a built-in word or a topic of help, then free input
 * (behaviour 14.6). Case and markup do not count.
 *
 * @param line What was typed.
 * @param shown The node as it was shown.
 * @param menu The menu, which may have switched built-in words off.
 */
export function readMenuLine(line: string, shown: ShownNode, menu: AnyMenu): MenuLine {
  const typed = foldName(line.trim());
  const plain = foldName(stripMarkup(line).trim());
  const option = shown.options.find(({ words }) => words.includes(typed) || words.includes(plain));
  if (option !== undefined) return { kind: "goto", goto: option.goto };
  return builtIn(plain, shown, menu) ?? freeInput(line.trim(), shown);
}

function builtIn(typed: string, { topics }: ShownNode, menu: AnyMenu): MenuLine | undefined {
  const allowed = isAllowed(menu);
  const word = WORDS.get(typed);
  if (word === "look" && allowed.look) return { kind: word };
  const text = topics.get(typed) ?? (allowed.help ? topics.get(topicOf(typed)) : undefined);
  if (text !== undefined) return { kind: "topic", text };
  return word !== undefined && allowed[word] ? { kind: word } : undefined;
}

/** Returns what `help TOPIC` asks for. */
function topicOf(typed: string): string {
  return /^(?:help|h)\s+(?<topic>.+)$/.exec(typed)?.groups?.topic ?? "";
}

function freeInput(line: string, shown: ShownNode): MenuLine {
  const found = (line === "" ? shown.empty : shown.input)?.(line);
  return found === undefined ? { kind: "none" } : { kind: "goto", goto: found.goto };
}

function isAllowed(menu: AnyMenu): Readonly<Record<"look" | "help" | "back" | "quit", boolean>> {
  const { allowLook = true, allowHelp = true, allowBack = true, allowQuit = true } = menu;
  return { look: allowLook, help: allowHelp, back: allowBack, quit: allowQuit };
}
