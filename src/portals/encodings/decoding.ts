import type { Encoding } from "../../core/text/encodings.ts";
import { CODE_PAGE_437 } from "./code_page_437.ts";

const FIRST_UPPER = 0x80;

/** Reads text in one encoding; bytes that mean nothing in it become U+FFFD. */
export interface Decoding {
  /** Reads the next bytes; a character that is cut in two is read when its end has come. */
  decode(bytes: Uint8Array, options: { readonly stream: boolean }): string;
}

/** Starts to read text in an encoding. */
export function decodingOf(encoding: Encoding): Decoding {
  if (encoding === "ibm437") return { decode: decode437 };
  return new TextDecoder(encoding, { ignoreBOM: true });
}

function decode437(bytes: Uint8Array): string {
  return Array.from(
    bytes,
    (byte) => CODE_PAGE_437[byte - FIRST_UPPER] ?? String.fromCharCode(byte),
  ).join("");
}
