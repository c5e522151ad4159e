import type { OwnedOobMessage } from "../declared_messages.ts";
import type { OobMessage } from "../oob_message.ts";
import { CHAR_NAME, CHAR_STATUS, CHAR_STATUS_VARS, CHAR_VITALS } from "./char.ts";
import {
  CHAR_ITEMS_ADD,
  CHAR_ITEMS_INV,
  CHAR_ITEMS_LIST,
  CHAR_ITEMS_REMOVE,
  CHAR_ITEMS_ROOM,
  CHAR_ITEMS_UPDATE,
} from "./char_items.ts";
import { CHAR_LOGIN_CREDENTIALS, CHAR_LOGIN_DEFAULT, CHAR_LOGIN_RESULT } from "./char_login.ts";
import { COMM_CHANNEL_TEXT } from "./comm_channel_text.ts";
import { ROOM_INFO } from "./room_info.ts";
import { ROOM_ADD_PLAYER, ROOM_PLAYERS, ROOM_REMOVE_PLAYER } from "./room_players.ts";
import { CHAR_TYPING, ROOM_TYPING } from "./typing.ts";

/** Whose the shipped declarations are; no plugin's. */
export const SHIPPED_BY = "core";

/** The declarations of the core, in the order of the documentation. */
export const SHIPPED_MESSAGES: readonly Omit<OobMessage, "with">[] = [
  ...[CHAR_NAME, CHAR_STATUS_VARS, CHAR_STATUS, CHAR_VITALS],
  ...[CHAR_ITEMS_LIST, CHAR_ITEMS_ADD, CHAR_ITEMS_REMOVE, CHAR_ITEMS_UPDATE],
  ...[CHAR_ITEMS_INV, CHAR_ITEMS_ROOM],
  ...[CHAR_LOGIN_DEFAULT, CHAR_LOGIN_CREDENTIALS, CHAR_LOGIN_RESULT],
  ...[ROOM_INFO, ROOM_PLAYERS, ROOM_ADD_PLAYER, ROOM_REMOVE_PLAYER],
  ...[CHAR_TYPING, ROOM_TYPING, COMM_CHANNEL_TEXT],
];

/** Returns the declarations of the core by key; a plugin's of the same name replaces one. */
export function shippedMessages(): ReadonlyMap<string, OwnedOobMessage> {
  return new Map(SHIPPED_MESSAGES.map((message) => [message.key, { owner: SHIPPED_BY, message }]));
}
