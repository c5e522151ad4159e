import * as v from "valibot";
import { oobMessage } from "../oob_message.ts";

const player = v.looseObject({ name: v.string(), fullname: v.string() });

/** All characters in a room. */
export const ROOM_PLAYERS = oobMessage({
  name: "Room.Players",
  direction: "out",
  schema: v.array(player),
  help: "All characters that are here, yours among them. Told when the place is new.",
});

/** One more. */
export const ROOM_ADD_PLAYER = oobMessage({
  name: "Room.AddPlayer",
  direction: "out",
  schema: player,
  help: "A character that has come, or has another name now.",
});

/** One less. */
export const ROOM_REMOVE_PLAYER = oobMessage({
  name: "Room.RemovePlayer",
  direction: "out",
  schema: v.string(),
  help: "The name of a character that has gone, or that has another name now.",
});
