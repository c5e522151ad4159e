import { COMMAND, type Verb, VERB_BYTE } from "./telnet_bytes.ts";

const ENCODER = new TextEncoder();

/** Encodes a command without an argument, such as IAC NOP. */
export function encodeCommand(code: number): Uint8Array {
  return Uint8Array.of(COMMAND.IAC, code);
}

/** Encodes WILL, WONT, DO or DONT for one option. */
export function encodeNegotiation(verb: Verb, option: number): Uint8Array {
  return Uint8Array.of(COMMAND.IAC, VERB_BYTE[verb], option);
}

/** Encodes a subnegotiation; bytes of value 255 in the payload are doubled (RFC 855). */
export function encodeSubnegotiation(option: number, payload: Uint8Array): Uint8Array {
  const { IAC, SB, SE } = COMMAND;
  const body = doubleIac(Uint8Array.from([option, ...payload]));
  return Uint8Array.from([IAC, SB, ...body, IAC, SE]);
}

/**
 * Encodes text as UTF-8 for the wire, with every `\n` as CR LF.
 *
 * A lone CR is dropped: only CR LF and CR NUL may be sent (RFC 854), and neither is meant by it.
 *
 * @example A line end
 * ```ts
 * import { encodeText } from "@vestibule/core/portal";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual([...encodeText("a\n")], [97, 13, 10]);
 * ```
 */
export function encodeText(text: string): Uint8Array {
  return doubleIac(ENCODER.encode(text.replaceAll("\r", "").replaceAll("\n", "\r\n")));
}

/** Doubles every byte of value 255, so that it is read as data; returns the argument if none is. */
export function doubleIac(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(COMMAND.IAC)) return bytes;
  const doubled: number[] = [];
  for (const byte of bytes) {
    doubled.push(byte);
    if (byte === COMMAND.IAC) doubled.push(byte);
  }
  return Uint8Array.from(doubled);
}
