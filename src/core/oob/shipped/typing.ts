import * as v from "valibot";
import { oobMessage } from "../oob_message.ts";

/** What a client says of its own user. */
export const CHAR_TYPING = oobMessage({
  name: "Char.Typing",
  direction: "in",
  schema: v.object({ typing: v.boolean() }),
  help: "Says that your user is typing, or no longer is; never what.",
});

/** What others are told of it. */
export const ROOM_TYPING = oobMessage({
  name: "Room.Typing",
  direction: "out",
  schema: v.looseObject({ name: v.string(), seconds: v.number() }),
  help: "Somebody here is typing, for so many seconds unless told again; 0 when it is over. " +
    "Only for clients with the flag typing.",
});
