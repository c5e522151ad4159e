import { foldName } from "../cmdset/name.ts";
import { lineMatcher } from "./match_line.ts";
import type { MenuGoto, MenuOption, MenuTimeout, MenuView } from "./menu.ts";

/** An option with the words that choose it, the one that is shown first. */
export interface ShownOption {
  readonly key: string;
  /** The key and its aliases, folded. */
  readonly words: readonly string[];
  readonly desc: string;
  readonly goto: MenuGoto<unknown>;
}

/** Where lines lead that are no option and no built-in word; nowhere when it returns nothing. */
export type FreeInput = (line: string) => { readonly goto: MenuGoto<unknown> } | undefined;

/** A node as it was shown. */
export interface ShownNode {
  /** The step of the record that it belongs to. */
  readonly step: number;
  readonly text: string;
  /** What `help` shows; nothing where there are topics. */
  readonly help: string | undefined;
  /** More help, by what is typed for it, folded. */
  readonly topics: ReadonlyMap<string, string>;
  readonly options: readonly ShownOption[];
  readonly input: FreeInput | undefined;
  readonly empty: FreeInput | undefined;
  readonly timeout: MenuTimeout | undefined;
  /** Whether nothing can follow. */
  readonly isFinal: boolean;
}

/**
 * Makes of what a node returned what is shown.
 *
 * @param view What the node returned.
 * @param step The step of the record that it belongs to.
 * @throws {TypeError} When it is no view, or an option has an empty key.
 * @throws {RangeError} When its time-out is no time.
 */
export function shownNode(view: MenuView<unknown>, step: number): ShownNode {
  checkParts(view);
  const { text, timeout } = view;
  const options = withKeys(view.options ?? []);
  const input = "input" in view ? freeInput(view.input) : undefined;
  const empty = "empty" in view ? freeInput(view.empty) : input;
  const isFinal = options.length === 0 && input === undefined && empty === undefined &&
    timeout === undefined;
  return { step, text, ...helpOf(view), options, input, empty, timeout, isFinal };
}

/** Games are written in JavaScript too: what a node returned may be anything. */
function checkParts(view: MenuView<unknown>): void {
  if (typeof view?.text !== "string") {
    throw new TypeError(
      `Cannot show a menu node as it must return a text: current value is ${typeof view?.text}`,
    );
  }
  const { timeout, options } = view;
  if (options !== undefined && !Array.isArray(options)) {
    throw new TypeError(
      `Cannot show a menu node as its options must be a list: current value is ${typeof options}`,
    );
  }
  if (timeout === undefined || (Number.isFinite(timeout.ms) && timeout.ms >= 1)) return;
  throw new RangeError(
    `Cannot show a menu node as its time-out must be at least 1 ms: current value is ${timeout.ms}`,
  );
}

function helpOf({ help }: MenuView<unknown>): Pick<ShownNode, "help" | "topics"> {
  if (typeof help !== "object") return { help, topics: new Map() };
  const topics = Object.entries(help).map(([topic, text]) => [foldName(topic), text] as const);
  return { help: undefined, topics: new Map(topics) };
}

function freeInput(input: MenuView<unknown>["input"]): FreeInput {
  // The type of a function that tells a list apart does not know of readonly ones.
  if (!Array.isArray(input)) return () => ({ goto: input as MenuGoto<unknown> });
  const forms = input.map(({ match, goto }) => ({ fits: lineMatcher(match), goto }));
  return (line) => forms.find(({ fits }) => fits(line));
}

/** An option without a key gets the next number that no other option answers to. */
function withKeys(options: readonly MenuOption<unknown>[]): readonly ShownOption[] {
  const taken = new Set(options.flatMap(wordsOf));
  let number = 0;
  const next = () => {
    do number++; while (taken.has(String(number)));
    return String(number);
  };
  return options.map((option) => {
    const key = option.key?.trim() ?? next();
    if (key === "") throw new TypeError("Cannot show a menu node as no key may be empty");
    const words = option.key === undefined ? [key, ...wordsOf(option)] : wordsOf(option);
    return { key, words, desc: option.desc ?? "", goto: option.goto };
  });
}

function wordsOf({ key, aliases = [] }: MenuOption<unknown>): readonly string[] {
  return [...key === undefined ? [] : [key], ...aliases].map((word) => foldName(word.trim()));
}
