/**
 * As much of DER (ITU-T X.690, section 10) as a certificate is written with; nothing reads it here.
 *
 * @module
 */

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The highest bit of a byte: of an integer its sign, of an object identifier that more follows. */
const HIGH_BIT = 0x80;
const CONTEXT = 0x80;
const CONSTRUCTED = 0x20;

/** Writes a sequence. */
export function sequence(...items: readonly Uint8Array[]): Uint8Array {
  return element(TAG.sequence, ...items);
}

/** Writes a set; the items are to be in order. */
export function set(...items: readonly Uint8Array[]): Uint8Array {
  return element(TAG.set, ...items);
}

/** Writes an integer that is not negative, given by its bytes, the highest first. */
export function integer(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? new Uint8Array(1) : bytes.subarray(start);
  const isNegative = ((digits[0] ?? 0) & HIGH_BIT) !== 0;
  return element(TAG.integer, ...(isNegative ? [new Uint8Array(1)] : []), digits);
}

/** Writes a truth. */
export function truth(): Uint8Array {
  return element(TAG.boolean, Uint8Array.of(0xff));
}

/**
 * Writes bits.
 *
 * @param unused How many bits of the last byte do not count.
 */
export function bitString(bytes: Uint8Array, unused = 0): Uint8Array {
  return element(TAG.bitString, Uint8Array.of(unused), bytes);
}

/** Writes bytes. */
export function octetString(bytes: Uint8Array): Uint8Array {
  return element(TAG.octetString, bytes);
}

/** Writes an object identifier, such as `2.5.4.3`. */
export function objectId(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(TAG.objectId, Uint8Array.from([40 * first + second, ...rest].flatMap(base128)));
}

/** Writes a text. */
export function utf8String(text: string): Uint8Array {
  return element(TAG.utf8String, new TextEncoder().encode(text));
}

/** Writes a time, in whole seconds: with two digits of the year until 2049 (RFC 5280, 4.1.2.5). */
export function time(ms: number): Uint8Array {
  const text = new Date(ms).toISOString().replace(/\.\d+/, "").replace(/[-:T]/g, "");
  const isShort = text < "2050";
  const written = new TextEncoder().encode(isShort ? text.slice(2) : text);
  return element(isShort ? TAG.utcTime : TAG.generalizedTime, written);
}

/** Writes what is told apart by a number alone: primitive bytes. */
export function tagged(number: number, bytes: Uint8Array): Uint8Array {
  return element(CONTEXT | number, bytes);
}

/** Writes what is told apart by a number, around what it holds. */
export function wrapped(number: number, ...items: readonly Uint8Array[]): Uint8Array {
  return element(CONTEXT | CONSTRUCTED | number, ...items);
}

function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = parts.flatMap((part) => [...part]);
  return Uint8Array.from([tag, ...lengthOf(content.length), ...content]);
}

/** A short length is one byte; a long one says first in how many bytes it is written. */
function lengthOf(length: number): number[] {
  if (length < HIGH_BIT) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [HIGH_BIT | bytes.length, ...bytes];
}

function base128(number: number): number[] {
  const digits = [number % HIGH_BIT];
  for (let rest = Math.floor(number / HIGH_BIT); rest > 0; rest = Math.floor(rest / HIGH_BIT)) {
    digits.unshift(HIGH_BIT | rest % HIGH_BIT);
  }
  return digits;
}
