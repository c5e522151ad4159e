import type { GameObject, Session, World } from "../model.ts";
import { appearance } from "../object/appearance.ts";
import { escapeMarkup } from "../text/escape.ts";

/** The attribute that remembers where a character was when nobody puppeted it any more. */
const PRELOGOUT = "prelogoutLocation";

/**
 * Puts a character into the world when the first session puppets it (behaviour 1.4.11-1.4.12).
 *
 * @param puppet The character.
 * @param world The world.
 */
export function enter(puppet: GameObject, world: World): void {
  if (puppet.location !== null) return;
  const kept = puppet.get(PRELOGOUT);
  const before = typeof kept === "number" ? world.get(kept) ?? null : null;
  puppet.location = before ?? world.startLocation();
}

/**
 * Lets a character that nobody puppets begin in a place when somebody does.
 *
 * @param puppet The character.
 * @param place The place.
 */
export function restAt(puppet: GameObject, place: GameObject): void {
  puppet.set(PRELOGOUT, place.id);
}

/**
 * Greets a session that has taken a puppet, and tells the room.
 *
 * @param session The session.
 * @param puppet The character.
 * @param isFirst Whether nobody puppeted it before.
 */
export function greet(session: Session, puppet: GameObject, isFirst: boolean): void {
  const name = escapeMarkup(puppet.name);
  const room = puppet.location;
  session.msg(`\nYou become |c${name}|n.`);
  if (room === null) return session.msg("You are nowhere: this world has no room yet.");
  session.msg({ text: appearance(room, puppet), type: "look" });
  if (isFirst) tellEntered(puppet);
}

/** Tells the room of a character that it is there from now on. */
export function tellEntered(puppet: GameObject): void {
  const name = escapeMarkup(puppet.name);
  puppet.location?.msg(`${name} has entered the game.`, { exclude: [puppet] });
}

/**
 * Takes a character out of the world when its last session has let go of it (behaviour 1.5.3).
 *
 * @param puppet The character.
 */
export function leave(puppet: GameObject): void {
  const room = puppet.location;
  if (puppet.type !== "character" || room === null) return;
  restAt(puppet, room);
  room.msg(`${escapeMarkup(puppet.name)} has left the game.`, { exclude: [puppet] });
  puppet.location = null;
}
