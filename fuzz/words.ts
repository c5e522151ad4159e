import { COMMAND, OPTION } from "../src/portals/telnet/telnet_bytes.ts";

const { IAC, SB, SE, WILL, WONT, DO, DONT } = COMMAND;

/** Pieces of text that decoders have stumbled over, and of the grammars that most of them read. */
const TEXT: readonly string[] = [
  ...["{", "}", "[", "]", '"', ":", ",", "null", "true", "-0", "1e999", "0.5", "9007199254740993"],
  ...['{"":[]}', "[[[[[[[[", '"\\ud800"', '"\\u0000"', "[]", "{}", '""', "\\", "\ufeff"],
  ...['{"__proto__":{"polluted":1}}', '"__proto__"', '"constructor"', '{"toString":1}'],
  ...['{"toString":1,"valueOf":1}', '{"toJSON":1}', '"hasOwnProperty"', '"prototype"'],
  ...[
    "|",
    "||",
    "|n",
    "|r",
    "|[",
    "|#f80",
    "|500",
    "|lc",
    "|lu",
    "|lt",
    "|le",
    "|/",
    "|lbt",
    "|lbe",
  ],
  ...["\r\n", "\r", "\n", "\0", "\t", "\x1b", "\x1b[", "\x1b]0;", "\x07", "\x9b", "\x7f", "\x08"],
  ...[
    "<script>",
    "</script>",
    "%00",
    "%",
    "&",
    "=",
    ";",
    "../",
    "//",
    "\u202e",
    "漢",
    "👩‍👩‍👧",
    "e\u0301",
  ],
];

const BYTES: readonly (readonly number[])[] = [
  ...[[IAC], [IAC, IAC], [IAC, SB], [IAC, SE], [0], [0xff, 0xfe], [0xc3], [0xf0, 0x9f], [0x80]],
  ...[WILL, WONT, DO, DONT].map((verb) => [IAC, verb]),
  ...Object.values(OPTION).map((option) => [IAC, SB, option]),
  ...Object.values(OPTION).map((option) => [IAC, DO, option]),
  ...[1, 2, 3, 4, 5, 6].map((shape) => [shape]),
];

/** What is put into the inputs of every target. */
export const SHARED_WORDS: readonly Uint8Array[] = [
  ...BYTES.map((bytes) => Uint8Array.from(bytes)),
  ...TEXT.map((text) => new TextEncoder().encode(text)),
];
