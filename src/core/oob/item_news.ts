import type { OobData } from "./oob_message.ts";
import {
  CHAR_ITEMS_ADD,
  CHAR_ITEMS_LIST,
  CHAR_ITEMS_REMOVE,
  CHAR_ITEMS_UPDATE,
  type ItemLocation,
} from "./shipped/char_items.ts";

/** What is in a place: the place's number, and each thing's number and name. */
export interface PlaceItems {
  readonly place: number;
  readonly items: ReadonlyMap<number, string>;
}

/**
 * Returns what tells a client of the things in a place: all of them when the place is new to it,
 * else what is not as it was.
 *
 * @param location How the client calls the place.
 * @param before What it was told last, if anything.
 * @param now What is there now.
 */
export function itemNews(
  location: ItemLocation,
  before: PlaceItems | undefined,
  now: PlaceItems,
): readonly OobData[] {
  if (before?.place !== now.place) {
    const items = [...now.items].map(([id, name]) => ({ id, name }));
    return [CHAR_ITEMS_LIST.with({ location, items })];
  }
  const gone = [...before.items].filter(([id]) => !now.items.has(id));
  const other = [...now.items].filter(([id, name]) => before.items.get(id) !== name);
  return [
    ...gone.map(([id, name]) => CHAR_ITEMS_REMOVE.with({ location, item: { id, name } })),
    ...other.map(([id, name]) => {
      const message = before.items.has(id) ? CHAR_ITEMS_UPDATE : CHAR_ITEMS_ADD;
      return message.with({ location, item: { id, name } });
    }),
  ];
}
