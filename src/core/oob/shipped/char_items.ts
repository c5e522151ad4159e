import * as v from "valibot";
import { oobMessage } from "../oob_message.ts";

const item = v.looseObject({ id: v.number(), name: v.string() });
const location = v.picklist(["inv", "room"]);
const change = v.looseObject({ location, item });

/** Where listed things are: carried, or lying in the room. */
export type ItemLocation = v.InferOutput<typeof location>;

/** All things in a place. */
export const CHAR_ITEMS_LIST = oobMessage({
  name: "Char.Items.List",
  direction: "out",
  schema: v.looseObject({ location, items: v.array(item) }),
  help: "All that you carry (inv), or all things that lie here (room). Told when the place is new.",
});

/** One more. */
export const CHAR_ITEMS_ADD = oobMessage({
  name: "Char.Items.Add",
  direction: "out",
  schema: change,
  help: "A thing more.",
});

/** One less. */
export const CHAR_ITEMS_REMOVE = oobMessage({
  name: "Char.Items.Remove",
  direction: "out",
  schema: change,
  help: "A thing less.",
});

/** One that has another name. */
export const CHAR_ITEMS_UPDATE = oobMessage({
  name: "Char.Items.Update",
  direction: "out",
  schema: change,
  help: "A thing that has another name now.",
});

/** Asks what one carries. */
export const CHAR_ITEMS_INV = oobMessage({
  name: "Char.Items.Inv",
  direction: "in",
  schema: v.unknown(),
  help: "Asks for all that you carry.",
});

/** Asks what lies here. */
export const CHAR_ITEMS_ROOM = oobMessage({
  name: "Char.Items.Room",
  direction: "in",
  schema: v.unknown(),
  help: "Asks for all things that lie here.",
});
