import * as v from "valibot";
import { oobMessage } from "../oob_message.ts";

/** Where one is. */
export const ROOM_INFO = oobMessage({
  name: "Room.Info",
  direction: "out",
  schema: v.looseObject({
    num: v.number(),
    name: v.string(),
    exits: v.optional(v.record(v.string(), v.number())),
  }),
  msdp: { num: "ROOM_VNUM", name: "ROOM_NAME", exits: "ROOM_EXITS" },
  help: "Where your character is: the room's number and name, and where each exit leads.",
});
