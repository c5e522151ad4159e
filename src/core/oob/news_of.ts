import type { GameObject, Session } from "../model.ts";
import type { OobData } from "./oob_message.ts";
import { CHAR_NAME, CHAR_STATUS, CHAR_STATUS_VARS } from "./shipped/char.ts";
import type { ItemLocation } from "./shipped/char_items.ts";
import { ROOM_INFO } from "./shipped/room_info.ts";

/** What the fields of Char.Status are called, in the order in which they are shown. */
const STATUS_VARS = { name: "Character", account: "Account", place: "Place" } as const;

/**
 * Returns what a session's client is to know of its account, its character and its place, as it is
 * now: nothing before login.
 */
export function newsOf({ account, puppet }: Session): readonly OobData[] {
  if (account === null) return [];
  const place = puppet?.location ?? null;
  const status: Record<keyof typeof STATUS_VARS, string> = {
    name: puppet?.name ?? "",
    account: account.name,
    place: place?.name ?? "",
  };
  return [
    ...puppet === null ? [] : [CHAR_NAME.with({ name: puppet.name, fullname: puppet.name })],
    CHAR_STATUS_VARS.with(STATUS_VARS),
    CHAR_STATUS.with(status),
    ...place === null ? [] : [roomInfo(place)],
  ];
}

/** Returns the places whose things a session's client is to know. */
export function placesOf({ puppet }: Session): readonly (readonly [ItemLocation, GameObject])[] {
  const room = puppet?.location ?? null;
  return [
    ...puppet === null ? [] : [["inv", puppet] as const],
    ...room === null ? [] : [["room", room] as const],
  ];
}

/** Returns the things in a place: all that is carried, and of a room what can be taken. */
export function thingsIn(location: ItemLocation, place: GameObject): readonly GameObject[] {
  if (location === "inv") return place.contents;
  return place.contents.filter(({ type }) => type === "thing");
}

function roomInfo(room: GameObject): OobData {
  const ways = room.contents.flatMap((exit): [string, number][] =>
    exit.type === "exit" && exit.destination !== null ? [[exit.name, exit.destination.id]] : []
  );
  return ROOM_INFO.with({ num: room.id, name: room.name, exits: Object.fromEntries(ways) });
}
