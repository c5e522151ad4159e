import type { Call } from "../../core/boundary/messages.ts";

/** Messages that tell how something is now; all others tell what happened. */
const STATES: ReadonlySet<string> = new Set([
  "Char.Name",
  "Char.Status",
  "Char.StatusVars",
  "Char.Vitals",
  "Room.Info",
]);

/**
 * Names what a message tells the whole of: the next one that tells the same can stand for both.
 *
 * Two messages tell the same when they have the same name and the same fields, since a game may
 * tell only those fields that changed.
 *
 * @param name The message's name in GMCP.
 * @param call The call that it is made of.
 * @returns The name of what is told, or `undefined` when every message counts.
 */
export function wholeTold(name: string | undefined, [, args, kwargs]: Call): string | undefined {
  if (name === undefined || !STATES.has(name) || args.length > 0) return undefined;
  return `GMCP ${name} ${Object.keys(kwargs).sort().join(" ")}`;
}
