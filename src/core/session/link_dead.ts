import type { MemoryWorld } from "../object/world.ts";
import { leave } from "./presence.ts";

/**
 * Takes characters out of the world that nobody puppets, as after a crash (behaviour 1.6.11).
 *
 * @param world The world.
 */
export function clearLinkDead(world: MemoryWorld): void {
  for (const object of world.all()) {
    if (object.type === "character" && object.sessions.length === 0) leave(object);
  }
}
