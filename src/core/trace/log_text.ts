/** Control, separator and direction-changing characters, and halves of surrogate pairs. */
// deno-lint-ignore no-control-regex -- the control characters are what it looks for
const UNSAFE = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/** Escapes every character that could start a line, move a cursor or hide text. */
export function escapeControls(text: string): string {
  return text.replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Writes a value in one line: bare where it reads as one word, else as JSON. */
export function logValue(value: unknown): string {
  if (typeof value === "string") {
    return /^[\w.:/@+-]+$/.test(value) ? value : escapeControls(JSON.stringify(value));
  }
  return escapeControls(jsonOf(value));
}

/** A log line is written whatever it holds: cycles and hostile getters included. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value, plainMember) ?? String(value);
  } catch {
    return '"[not JSON]"';
  }
}

function plainMember(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Map || value instanceof Set) return [...value];
  return value;
}
