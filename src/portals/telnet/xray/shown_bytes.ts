import type { Said } from "../../xray/exchange.ts";
import { escapeControls } from "../../../core/trace/log_text.ts";
import { CONTROL } from "../telnet_bytes.ts";

const MOST_HEX_BYTES = 24;
const MOST_CHARACTERS = 160;
const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [CONTROL.NUL, "\\0"],
  [CONTROL.BEL, "\\a"],
  [CONTROL.BS, "\\b"],
  [CONTROL.TAB, "\\t"],
  [CONTROL.LF, "\\n"],
  [CONTROL.CR, "\\r"],
  [CONTROL.ESC, "\\e"],
  ['"'.charCodeAt(0), '\\"'],
  ["\\".charCodeAt(0), "\\\\"],
]);

/** Writes bytes as hex, the first of them and how many more there are. */
export function hexText(bytes: Uint8Array): string {
  const shown = [...bytes.subarray(0, MOST_HEX_BYTES)].map(hexByte).join(" ");
  const left = bytes.length - MOST_HEX_BYTES;
  return left > 0 ? `${shown} ${more(left)}` : shown;
}

/**
 * Writes bytes as quoted text: UTF-8 as it reads, everything that would move a cursor or start a
 * line as an escape, and what is no UTF-8 as its bytes.
 */
export function quoted(bytes: Uint8Array): string {
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    const character = characterAt(bytes, at);
    if (text.length + character.shown.length > MOST_CHARACTERS) break;
    text += character.shown;
    at += character.length;
  }
  const left = bytes.length - at;
  return left === 0 ? `"${text}"` : `"${text}" ${more(left)}`;
}

/**
 * Writes bytes as text beside their hex.
 *
 * @param bytes The bytes as they were sent.
 * @param utf8 The same text in UTF-8, where it was sent in another encoding.
 */
export function saidText(bytes: Uint8Array, utf8: Uint8Array = bytes): Said {
  return { words: quoted(utf8), hex: hexText(bytes) };
}

/** Says why something is not shown. */
export function notShown(why: string): Said {
  return { words: `(${why})`, hex: "" };
}

/** Cuts words to a length that one line can hold, and makes one safe line of them. */
export function shortened(words: string): string {
  const safe = escapeControls(words);
  return safe.length <= MOST_CHARACTERS ? safe : `${safe.slice(0, MOST_CHARACTERS - 1)}…`;
}

interface ShownCharacter {
  readonly length: number;
  readonly shown: string;
}

function characterAt(bytes: Uint8Array, at: number): ShownCharacter {
  const byte = bytes[at] ?? 0;
  if (byte < 0x80) return { length: 1, shown: ESCAPES.get(byte) ?? printable(byte) };
  const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
  try {
    const text = STRICT_UTF8.decode(bytes.subarray(at, at + length));
    return { length, shown: escapeControls(text) };
  } catch {
    return { length: 1, shown: `\\x${hexByte(byte)}` };
  }
}

function printable(byte: number): string {
  const isControl = byte < CONTROL.SPACE || byte === CONTROL.DEL;
  return isControl ? `\\x${hexByte(byte)}` : String.fromCharCode(byte);
}

function more(count: number): string {
  return `… ${count.toLocaleString("en")} more ${count === 1 ? "byte" : "bytes"}`;
}

function hexByte(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, "0");
}
