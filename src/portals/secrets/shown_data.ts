import { isSecretName } from "../../core/text/secret_names.ts";

/** What stands where something secret was. */
export const CUT = "•••";

const MOST_CHARACTERS = 2_000;
const MOST_ENTRIES = 100;
const MOST_DEPTH = 12;

/**
 * Copies plain data to be shown: what bears the name of a secret is cut, and what is long, wide or
 * deep is shortened, which says so.
 *
 * @param data What crosses the wall, or is delivered.
 */
export function shownData(data: unknown, depth = 0): unknown {
  if (typeof data === "string") return shortened(data);
  if (typeof data !== "object" || data === null) return data;
  if (depth === MOST_DEPTH) return "…";
  if (Array.isArray(data)) {
    const shown = data.slice(0, MOST_ENTRIES).map((item) => shownData(item, depth + 1));
    const left = data.length - shown.length;
    return left === 0 ? shown : [...shown, `… (${left} more)`];
  }
  const entries = Object.entries(data).slice(0, MOST_ENTRIES).map((
    [name, value],
  ) => [shortened(name), isSecretName(name) ? cut(value) : shownData(value, depth + 1)]);
  return Object.fromEntries(entries);
}

/** `secret: true` tells that something is secret, and is none itself. */
function cut(value: unknown): unknown {
  return typeof value === "boolean" || value === null ? value : CUT;
}

function shortened(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS)}… (${text.length} characters)`;
}
