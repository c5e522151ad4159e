import { escapeMarkup } from "../text/escape.ts";
import type { AnyCommand } from "./context.ts";

/** Tells a user what is wrong with what follows a command: a problem may quote what was typed. */
export function badArgsText(problems: readonly string[], { usage }: AnyCommand): string {
  const shown = problems.map(escapeMarkup).join("\n");
  return usage === undefined ? shown : `${shown}\nUsage: ${escapeMarkup(usage)}`;
}
