import type { Game, GameObject, Session } from "../api.ts";
import { findObject, type Found } from "./find_object.ts";

/**
 * Finds an object by its name: near somebody first, then among those that anybody plays.
 *
 * @param game The game.
 * @param puppet Who looks for it, if they are in the world.
 * @param typed What they called it.
 */
export function findAnywhere(
  game: Game,
  puppet: GameObject | null,
  typed: string,
): Found {
  const near = [...puppet?.location?.contents ?? [], ...puppet?.contents ?? []];
  const here = findObject(near, typed);
  if (here.kind !== "none") return here;
  const played = new Set(game.sessions.all().map((session) => session.puppet));
  return findObject([...played].filter((object) => object !== null), typed);
}

/** Returns the session in which an object's player typed last. */
export function latestSession({ sessions }: GameObject): Session | undefined {
  return [...sessions].sort((a, b) =>
    b.cmdLastVisible - a.cmdLastVisible || b.sessid - a.sessid
  )[0];
}
