import { stripMarkup } from "../api.ts";
import type { HelpEntry } from "./help_entry.ts";

/**
 * Returns the entries whose names, usage or text have a text in them, whatever its case.
 *
 * @param entries What the caller may read.
 * @param text The text: not empty.
 */
export function helpSearch(entries: readonly HelpEntry[], text: string): readonly HelpEntry[] {
  const wanted = text.toLowerCase();
  return entries.filter(({ names, usage = "", text = "" }) => {
    const told = [...names, usage, stripMarkup(text)];
    return told.some((part) => part.toLowerCase().includes(wanted));
  });
}

/**
 * Returns the entries of one category, whatever its case.
 *
 * @param entries What the caller may read.
 * @param category The category.
 */
export function chapter(entries: readonly HelpEntry[], category: string): readonly HelpEntry[] {
  const wanted = category.trim().toLowerCase();
  return entries.filter(({ category }) => category.toLowerCase() === wanted);
}
