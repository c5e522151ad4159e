import type { GameObject } from "../model.ts";
import { escapeMarkup } from "../text/escape.ts";

/**
 * Describes an object as somebody sees it: its name, its description, and for a room the exits
 * and what else is there; or what its type shows instead.
 *
 * @param object What is looked at.
 * @param looker Who looks, and is left out of the list.
 * @returns Markup.
 *
 * @example Look around
 * ```ts
 * import { appearance, defineCommand } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const peek = defineCommand({
 *   key: "peek",
 *   run: ({ puppet, msg }) => msg(appearance(puppet.location ?? puppet, puppet)),
 * });
 *
 * assert.equal(peek.key, "peek");
 * ```
 */
export function appearance(object: GameObject, looker: GameObject): string {
  const lines = [`|c${escapeMarkup(object.name)}|n`];
  if (object.desc !== "") lines.push(object.desc);
  if (object.type === "room") lines.push(...roomLines(object, looker));
  return object.shownTo(looker, lines.join("\n"));
}

function roomLines(room: GameObject, looker: GameObject): string[] {
  const seen = room.contents.filter((object) => object.id !== looker.id);
  const exits = seen.filter((object) => object.type === "exit").map(exitLink);
  const others = seen.filter((object) => object.type !== "exit").map(shownName);
  const lines: string[] = [];
  if (exits.length > 0) lines.push(`|wExits:|n ${exits.join(", ")}`);
  if (others.length > 0) lines.push(`|wYou see:|n ${others.join(", ")}`);
  return lines;
}

function exitLink(exit: GameObject): string {
  const name = escapeMarkup(exit.name);
  return `|lc${name}|lt${name}|le`;
}

function shownName(object: GameObject): string {
  const name = escapeMarkup(object.name);
  return object.type === "character" ? `|y${name}|n` : name;
}
