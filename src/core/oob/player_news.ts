import type { OobData } from "./oob_message.ts";
import { ROOM_ADD_PLAYER, ROOM_PLAYERS, ROOM_REMOVE_PLAYER } from "./shipped/room_players.ts";

/** The characters in a room: the room's number, and each character's number and name. */
export interface RoomPlayers {
  readonly room: number;
  readonly players: ReadonlyMap<number, string>;
}

/**
 * Returns what tells a client who is in a room: all of them when the room is new to it, else who
 * has come and gone. A character with another name is told as one that goes and one that comes.
 *
 * @param before What it was told last, if anything.
 * @param now Who is there now.
 */
export function playerNews(before: RoomPlayers | undefined, now: RoomPlayers): readonly OobData[] {
  if (before?.room !== now.room) return [ROOM_PLAYERS.with([...now.players.values()].map(named))];
  const changed = (from: RoomPlayers, to: RoomPlayers) => {
    return [...from.players].filter(([id, name]) => to.players.get(id) !== name);
  };
  const [gone, come] = [changed(before, now), changed(now, before)];
  if (gone.length === 0 && come.length === 0) return [];
  // A name alone does not say which of two is meant.
  const names = [...now.players.values(), ...gone.map(([, name]) => name)];
  if (new Set(names).size < names.length) return playerNews(undefined, now);
  return [
    ...gone.map(([, name]) => ROOM_REMOVE_PLAYER.with(name)),
    ...come.map(([, name]) => ROOM_ADD_PLAYER.with(named(name))),
  ];
}

function named(name: string): { readonly name: string; readonly fullname: string } {
  return { name, fullname: name };
}
