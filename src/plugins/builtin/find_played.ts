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
  return here.kind === "none" ? findPlayed(game, puppet, typed) : here;
}

/**
 * Finds an object that somebody plays by its name: in the same place first, whatever else lies there.
 *
 * @param game The game.
 * @param puppet Who looks for it, if they are in the world.
 * @param typed What they called it.
 */
export function findPlayed(
  game: Game,
  puppet: GameObject | null,
  typed: string,
): Found {
  const all = new Set(game.sessions.all().map((session) => session.puppet));
  const played = [...all].filter((object) => object !== null);
  const near = played.filter((object) => puppet !== null && object.location === puppet.location);
  const here = findObject(near, typed);
  return here.kind === "none" ? findObject(played, typed) : here;
}

/** Returns the session in which an object's player typed last. */
export function latestSession({ sessions }: GameObject): Session | undefined {
  return [...sessions].sort((a, b) =>
    b.cmdLastVisible - a.cmdLastVisible || b.sessid - a.sessid
  )[0];
}
