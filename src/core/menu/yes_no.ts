import type { MenuContext, MenuGoto, MenuNode } from "./menu.ts";

/** Where the answers of a question lead. */
export interface YesNoOptions<State> {
  /** Where `yes` leads. */
  readonly yes: MenuGoto<State>;
  /** Where `no` leads. */
  readonly no: MenuGoto<State>;
  /** What an empty line means; unless given, it is no answer. */
  readonly default?: "yes" | "no";
}

/**
 * Makes a node that asks a question of yes or no (behaviour 14.12).
 *
 * @param question The question, or what makes it: markup.
 * @param options Where the answers lead, and what an empty line means.
 * @returns The node.
 *
 * @example Sure?
 * ```ts
 * import { defineMenu, type Menu, yesNo } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const leave: Menu = defineMenu({
 *   start: "sure",
 *   nodes: {
 *     sure: yesNo("Do you want to leave?", { yes: null, no: "stay", default: "no" }),
 *     stay: () => ({ text: "You stay." }),
 *   },
 * });
 *
 * assert.equal(leave.start, "sure");
 * ```
 */
export function yesNo<State>(
  question: string | ((context: MenuContext<State>) => string),
  options: YesNoOptions<State>,
): MenuNode<State> {
  const { yes, no } = options;
  const choices = [
    { key: "yes", aliases: ["y"], desc: described("Yes", options), goto: yes },
    { key: "no", aliases: ["n"], desc: described("No", options), goto: no },
  ];
  const empty = options.default === undefined ? {} : { empty: options[options.default] };
  return (context) => {
    const text = typeof question === "string" ? question : question(context);
    return { text, options: choices, ...empty };
  };
}

function described<State>(answer: string, options: YesNoOptions<State>): string {
  return options.default === answer.toLowerCase() ? `${answer} (an empty line)` : answer;
}
