import type { GameObject } from "../api.ts";
import { commandLink, shownName } from "./markup.ts";

/** What somebody meant by a name. */
export type Found =
  | { readonly kind: "none" }
  | { readonly kind: "one"; readonly object: GameObject }
  | { readonly kind: "many"; readonly typed: string; readonly objects: readonly GameObject[] };

const NUMBERED = /^(\d{1,3})-(.+)$/;

/** How many of those that fit are listed. */
const MAX_LISTED = 10;

/**
 * Finds an object by its name or an alias, whatever the case; else by how one of them begins.
 *
 * `2-ball` means the second of several that fit `ball`.
 *
 * @param candidates Among which to look, in the order in which they are numbered.
 * @param typed What the user called it.
 */
export function findObject(candidates: readonly GameObject[], typed: string): Found {
  const objects = fitting(candidates, typed);
  const [first] = objects;
  if (first !== undefined) {
    return objects.length === 1 ? { kind: "one", object: first } : { kind: "many", typed, objects };
  }
  const [, number, name] = NUMBERED.exec(typed) ?? [];
  if (number === undefined || name === undefined) return { kind: "none" };
  const chosen = fitting(candidates, name)[Number(number) - 1];
  return chosen === undefined ? { kind: "none" } : { kind: "one", object: chosen };
}

/**
 * Asks which of several was meant, each a link that says so.
 *
 * @param found Those that fit.
 * @param command The command that was typed, without its args.
 */
export function whichOne(found: Extract<Found, { kind: "many" }>, command: string): string {
  const { typed, objects } = found;
  const listed = objects.slice(0, MAX_LISTED).map((object, at) => {
    const choice = `${at + 1}-${typed}`;
    const link = commandLink(`${command} ${choice}`, choice);
    return folded(object.name) === folded(typed) ? link : `${link} (${shownName(object.name)})`;
  });
  const more = objects.length - listed.length;
  return `Which one? ${listed.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function fitting(candidates: readonly GameObject[], typed: string): readonly GameObject[] {
  const wanted = folded(typed);
  if (wanted === "") return [];
  const exact = candidates.filter((one) => namesOf(one).includes(wanted));
  if (exact.length > 0) return exact;
  return candidates.filter((one) => namesOf(one).some((name) => name.startsWith(wanted)));
}

function namesOf(object: GameObject): readonly string[] {
  return [object.name, ...object.aliases].map(folded);
}

function folded(name: string): string {
  return name.normalize("NFKC").toLowerCase().trim();
}
