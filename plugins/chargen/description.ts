import { withoutLinks } from "@vestibule/core";
import type { DescriptionLimits } from "./settings.ts";

/** Returns how long a description is: characters, as a reader counts them. */
export function lengthOf(lines: readonly string[]): number {
  return [...lines.join("\n")].length;
}

/** Says why a description cannot be as it is, and what to do; nothing when it can. */
export function descriptionProblem(
  lines: readonly string[],
  { minLength, maxLength, maxLines }: DescriptionLimits,
): string | undefined {
  const length = lengthOf(lines);
  if (length < minLength) {
    return `A description has at least ${minLength} characters, and this one has ${length}. ` +
      "Write some more.";
  }
  if (length > maxLength) {
    return `A description has at most ${maxLength} characters, and this one has ${length}. ` +
      "Take some back with undo, or all with clear.";
  }
  if (lines.length <= maxLines) return undefined;
  return `A description has at most ${maxLines} lines, and this one has ${lines.length}. ` +
    "Take some back with undo, or all with clear.";
}

/** Returns a description as others see it: its colours count, its links do not. */
export function descriptionMarkup(lines: readonly string[]): string {
  return lines.length === 0 ? "" : withoutLinks(lines.join("\n"));
}
