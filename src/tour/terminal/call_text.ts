import { stripMarkup } from "../../core/text/escape.ts";

/** How many lines of a text are shown. */
const MOST_LINES = 6;

/** Says what calls to or from a client say: their text as it is read, or their names. */
export function callText(calls: unknown): string {
  return callsOf(calls).map(([name, said]) => {
    if (name !== "text" && name !== "prompt") return `(${name})`;
    return shortened(stripMarkup(said).trim());
  }).join("\n");
}

/** Says the names of calls alone. */
export function callNames(calls: unknown): string {
  return callsOf(calls).map(([name]) => name).join(", ");
}

/** Returns the name of each call and the first thing that it says. */
function callsOf(calls: unknown): readonly (readonly [name: string, said: string])[] {
  if (!Array.isArray(calls)) return [];
  return calls.map(([name, args]) => [String(name), String(args?.[0] ?? "")] as const);
}

function shortened(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length <= MOST_LINES) return lines.join("\n");
  const left = lines.length - MOST_LINES + 1;
  return [...lines.slice(0, MOST_LINES - 1), `… (${left} more lines)`].join("\n");
}
