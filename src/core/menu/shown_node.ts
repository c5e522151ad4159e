import { foldName } from "../cmdset/name.ts";
import type { MenuGoto, MenuOption, MenuTimeout, MenuView } from "./menu.ts";

/** An option with the words that choose it, the one that is shown first. */
export interface ShownOption {
  readonly key: string;
  /** The key and its aliases, folded. */
  readonly words: readonly string[];
  readonly desc: string;
  readonly goto: MenuGoto<unknown>;
}

/** A node as it was shown. */
export interface ShownNode {
  /** The step of the record that it belongs to. */
  readonly step: number;
  readonly text: string;
  readonly help: string | undefined;
  readonly options: readonly ShownOption[];
  readonly input: { readonly goto: MenuGoto<unknown> } | undefined;
  readonly empty: { readonly goto: MenuGoto<unknown> } | undefined;
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
  checkView(view);
  const { text, help, timeout } = view;
  const options = withKeys(view.options ?? []);
  const input = "input" in view ? { goto: view.input } : undefined;
  const empty = "empty" in view ? { goto: view.empty } : input;
  const isFinal = options.length === 0 && input === undefined && empty === undefined &&
    timeout === undefined;
  return { step, text, help, options, input, empty, timeout, isFinal };
}

/** Games are written in JavaScript too: what a node returned may be anything. */
function checkView(view: MenuView<unknown>): void {
  if (typeof view?.text !== "string") {
    throw new TypeError(
      `Cannot show a menu node as it must return a text: current value is ${typeof view}`,
    );
  }
  const { timeout } = view;
  if (timeout === undefined || (Number.isFinite(timeout.ms) && timeout.ms >= 1)) return;
  throw new RangeError(
    `Cannot show a menu node as its time-out must be at least 1 ms: current value is ${timeout.ms}`,
  );
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
    return { key, words, desc: option.desc, goto: option.goto };
  });
}

function wordsOf({ key, aliases = [] }: MenuOption<unknown>): readonly string[] {
  return [...key === undefined ? [] : [key], ...aliases].map((word) => foldName(word.trim()));
}
