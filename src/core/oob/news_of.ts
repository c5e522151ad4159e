import type { GameObject, Session } from "../model.ts";
import type { PlaceItems } from "./item_news.ts";
import type { OobData } from "./oob_message.ts";
import type { RoomsSeen } from "./rooms_seen.ts";
import { CHAR_NAME, CHAR_STATUS, CHAR_STATUS_VARS } from "./shipped/char.ts";
import type { ItemLocation } from "./shipped/char_items.ts";
import { ROOM_INFO } from "./shipped/room_info.ts";

/** What the fields of Char.Status are called, in the order in which they are shown. */
const STATUS_VARS = { name: "Character", account: "Account", place: "Place" } as const;

/** What a client is told of whoever has logged out. */
export const NOBODY: OobData = CHAR_STATUS.with({ name: "", account: "", place: "" });

/**
 * Returns what a session's client is to know of its account, its character and its place, as it is
 * now: nothing before login.
 */
export function newsOf(
  { account, puppet }: Session,
  rooms: Pick<RoomsSeen, "info">,
): readonly OobData[] {
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
    ...place === null ? [] : [rooms.info(place)],
  ];
}

/** Returns what a session's client is to know of things: all it carries, and what lies in its room. */
export function itemsOf(
  { puppet }: Session,
  rooms: Pick<RoomsSeen, "items">,
): readonly (readonly [ItemLocation, PlaceItems])[] {
  const room = puppet?.location ?? null;
  return [
    ...puppet === null ? [] : [["inv", placeItems(puppet, puppet.contents)] as const],
    ...room === null ? [] : [["room", rooms.items(room)] as const],
  ];
}

/** Returns things that are in a place as a client knows them. */
export function placeItems(place: GameObject, things: readonly GameObject[]): PlaceItems {
  return { place: place.id, items: new Map(things.map(({ id, name }) => [id, name])) };
}

/** Returns what is told of a room. */
export function roomInfo(room: GameObject): OobData {
  const ways = room.contents.flatMap((exit): [string, number][] =>
    exit.type === "exit" && exit.destination !== null ? [[exit.name, exit.destination.id]] : []
  );
  return ROOM_INFO.with({ num: room.id, name: room.name, exits: Object.fromEntries(ways) });
}
