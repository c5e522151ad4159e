import { escapeMarkup } from "../api.ts";

/** How much of what somebody typed is shown back, in characters. */
const MAX_SHOWN = 60;

/**
 * Makes a link that types a command.
 *
 * @param command What it types.
 * @param label What it shows; the command unless given.
 */
export function commandLink(command: string, label: string = command): string {
  return `|lc${escapeMarkup(command)}|lt${escapeMarkup(label)}|le`;
}

/** Makes markup that shows a name as names are shown. */
export function shownName(name: string): string {
  return `|c${escapeMarkup(name)}|n`;
}

/** Makes markup that shows the first 60 characters of what somebody typed. */
export function shownText(typed: string): string {
  // A character takes two UTF-16 code units at most, so no character of the 60 is cut.
  return escapeMarkup([...typed.slice(0, 2 * MAX_SHOWN)].slice(0, MAX_SHOWN).join(""));
}

/** Joins items as in speech: `a, b or c`. */
export function orList(items: readonly string[]): string {
  const last = items.at(-1);
  if (last === undefined || items.length === 1) return last ?? "";
  return `${items.slice(0, -1).join(", ")} or ${last}`;
}

/** Counts things: `1 session`, `2 sessions`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
