import type { AnyMenu } from "./menu.ts";
import { linkTo } from "./menu_text.ts";
import type { ShownNode } from "./shown_node.ts";

/** How many keys a hint names at most. */
const MAX_HINTED = 10;

/** Makes what is shown when a line fits nothing. */
export function hintText(shown: ShownNode, menu: AnyMenu): string {
  if (shown.options.length > 0) return `That is no choice here. ${whatToDo(shown, menu)}`;
  if (shown.input !== undefined) return `That is no answer here. ${whatToDo(shown, menu)}`.trim();
  return `There is nothing to choose here yet. ${whatToDo(shown, menu)}`.trim();
}

/** Makes what `help` shows. */
export function helpText(shown: ShownNode, menu: AnyMenu): string {
  if (shown.help !== undefined) return shown.help;
  const topics = [...shown.topics.keys()].map((topic) => linkTo(topic));
  if (topics.length > 0) return `There is help on ${list(topics, "and")}.`;
  return `There is no help here. ${whatToDo(shown, menu)}`.trim();
}

function whatToDo(shown: ShownNode, menu: AnyMenu): string {
  const keys = shown.options.slice(0, MAX_HINTED).map(({ key }) => linkTo(key));
  const rest = shown.options.length > MAX_HINTED ? ["another one of the list"] : [];
  const choices = [...keys, ...rest];
  const choose = choices.length === 0 ? [] : [`Choose ${list(choices, "or")}.`];
  const words = [
    ...menu.allowLook === false ? [] : [`${linkTo("look")} shows this again`],
    ...menu.allowQuit === false ? [] : [`${linkTo("quit")} leaves`],
  ];
  return [...choose, ...words.length === 0 ? [] : [`(${words.join(", ")}.)`]].join(" ");
}

function list(items: readonly string[], word: "and" | "or"): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${word} ${last}`;
}
