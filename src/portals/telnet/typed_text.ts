import { CONTROL } from "./telnet_bytes.ts";

const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const LENIENT_UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });
const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Longer than any grapheme that people type; bounds the work of one erase key. */
const GRAPHEME_WINDOW = 64;
const FIRST_NON_ASCII = 0x80;
const CONTINUATION_MASK = 0xc0;
/** Control characters of the upper half, among them an eight-bit CSI (ECMA-48). */
const C1_CONTROLS = /[\u0080-\u009f]/g;

/** What is known of the encoding of a client's lines, where it is not certain. */
export interface LineEncoding {
  /** Learns that a line was UTF-8, and more than ASCII. */
  proveUtf8(): void;
  /** Reads a line that is not UTF-8. */
  readOther(bytes: Uint8Array): string;
}

/** Holds every line for UTF-8: what is none becomes replacement characters. */
export const CERTAINLY_UTF8: LineEncoding = {
  proveUtf8() {},
  readOther: (bytes) => LENIENT_UTF8.decode(bytes),
};

/**
 * Decodes the bytes of one line.
 *
 * @param bytes The line without its end.
 * @param encoding Reads it when it is not UTF-8, and is told when it is.
 */
export function decodeTyped(bytes: Uint8Array, encoding: LineEncoding): string {
  const strict = decodeStrict(bytes);
  if (strict !== undefined && strict.length !== bytes.length) encoding.proveUtf8();
  return (strict ?? encoding.readOther(bytes)).replace(C1_CONTROLS, "");
}

/** Returns the length that is left in bytes when the last grapheme is erased. */
export function dropLastGrapheme(bytes: Uint8Array): number {
  const last = bytes.at(-1);
  if (last === undefined) return 0;
  if (last < FIRST_NON_ASCII) return bytes.length - 1;
  const tail = decodeStrict(bytes.subarray(windowStart(bytes)));
  if (tail === undefined) return bytes.length - 1;
  const grapheme = [...GRAPHEMES.segment(tail)].at(-1)?.segment ?? "";
  return bytes.length - new TextEncoder().encode(grapheme).length;
}

/** Returns the length that is left in bytes when the last word and the spaces after it are erased. */
export function dropLastWord(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === CONTROL.SPACE) end--;
  while (end > 0 && bytes[end - 1] !== CONTROL.SPACE) end--;
  return end;
}

function windowStart(bytes: Uint8Array): number {
  let start = Math.max(0, bytes.length - GRAPHEME_WINDOW);
  while (start > 0 && ((bytes[start] ?? 0) & CONTINUATION_MASK) === FIRST_NON_ASCII) start--;
  return start;
}

function decodeStrict(bytes: Uint8Array): string | undefined {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}
