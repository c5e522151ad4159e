import { escapeMarkup } from "@vestibule/core";
import type { Draft } from "./draft.ts";

/**
 * Makes a link that types a line.
 *
 * @param line What it types.
 * @param label What it shows; the line unless given.
 */
export function link(line: string, label: string = line): string {
  return `|lc${escapeMarkup(line)}|lt|w${escapeMarkup(label)}|n|le`;
}

/** Shows the name of a character in progress. */
export function shownName({ name }: Pick<Draft, "name">): string {
  return `|c${escapeMarkup(name)}|n`;
}

/** Counts things: `1 point`, `2 points`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Says how long something lasts, roughly: `2 days`, `1 hour`. */
export function roughly(seconds: number): string {
  const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? ["second", 1];
  return counted(Math.round(seconds / length), unit);
}

const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60]] as const;

/** Joins items as in speech: `a, b or c`. */
export function listed(items: readonly string[], word: "and" | "or"): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${word} ${last}`;
}
