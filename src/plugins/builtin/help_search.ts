import { stripMarkup } from "../api.ts";
import type { UsableCommand } from "./usable_commands.ts";

/**
 * Returns the commands whose names, usage or help have a text in them, whatever its case.
 *
 * @param usable What the caller could type.
 * @param text The text: not empty.
 */
export function helpSearch(
  usable: readonly UsableCommand[],
  text: string,
): readonly UsableCommand[] {
  const wanted = text.toLowerCase();
  return usable.filter(({ command, names }) => {
    const told = [...names, command.usage ?? "", stripMarkup(command.help ?? "")];
    return told.some((part) => part.toLowerCase().includes(wanted));
  });
}

/**
 * Returns the commands of one category, whatever its case.
 *
 * @param usable What the caller could type.
 * @param category The category.
 */
export function chapter(
  usable: readonly UsableCommand[],
  category: string,
): readonly UsableCommand[] {
  const wanted = category.trim().toLowerCase();
  return usable.filter(({ command }) => command.category.toLowerCase() === wanted);
}
