import type { GameObject } from "../model.ts";
import type { PlaceItems } from "./item_news.ts";
import { placeItems, roomInfo } from "./news_of.ts";
import type { OobData } from "./oob_message.ts";
import type { RoomPlayers } from "./player_news.ts";

/** Rooms as they are at one moment: each is looked at once, however many are in it. */
export class RoomsSeen {
  readonly #infos = new Map<GameObject, OobData>();
  readonly #items = new Map<GameObject, PlaceItems>();
  readonly #players = new Map<GameObject, RoomPlayers>();

  /** Returns what is told of a room. */
  info(room: GameObject): OobData {
    return known(this.#infos, room, roomInfo);
  }

  /** Returns the things in a room that can be taken. */
  items(room: GameObject): PlaceItems {
    return known(this.#items, room, (seen) => {
      return placeItems(seen, seen.contents.filter(({ type }) => type === "thing"));
    });
  }

  /** Returns the characters in a room. */
  players(room: GameObject): RoomPlayers {
    return known(this.#players, room, ({ id, contents }) => {
      const characters = contents.filter(({ type }) => type === "character");
      return { room: id, players: new Map(characters.map(({ id, name }) => [id, name])) };
    });
  }
}

function known<T>(
  found: Map<GameObject, T>,
  room: GameObject,
  look: (room: GameObject) => T,
): T {
  const seen = found.get(room) ?? look(room);
  found.set(room, seen);
  return seen;
}
