import { stripControls } from "../core/text/controls.ts";

const MAX_LENGTH = 40;
/** Room for what cleaning takes away. */
const MAX_READ = MAX_LENGTH * 4;

/**
 * Reads the name that a client gives itself, in upper case, or returns `undefined` when it is none.
 *
 * Control characters go, and so does what is longer than 40 characters.
 *
 * @param value What the client sent.
 */
export function readClientName(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = stripControls(value.slice(0, MAX_READ)).toWellFormed();
  const name = text.replace(/\s+/g, " ").trim().toUpperCase();
  return [...name].slice(0, MAX_LENGTH).join("").trim() || undefined;
}
