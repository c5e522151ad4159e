import type { ProtocolFlags } from "../core/boundary/flags.ts";
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
  // Some letters are two in upper case, so it is cut last.
  return readClientText(typeof value === "string" ? value.slice(0, MAX_READ).toUpperCase() : value);
}

/**
 * Reads a client's name and version, as far as it told them.
 *
 * @param name What it sent as its name.
 * @param version What it sent as its version.
 */
export function readClient(
  name: unknown,
  version: unknown,
): Pick<ProtocolFlags, "clientName" | "clientVersion"> {
  const clientName = readClientName(name);
  const clientVersion = readClientText(version);
  return {
    ...clientName === undefined ? {} : { clientName },
    ...clientVersion === undefined ? {} : { clientVersion },
  };
}

function readClientText(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = stripControls(value.slice(0, MAX_READ)).toWellFormed();
  const shown = text.replace(/\s+/g, " ").trim();
  return [...shown].slice(0, MAX_LENGTH).join("").trim() || undefined;
}
