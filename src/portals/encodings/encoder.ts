import type { Encoding } from "../../core/text/encodings.ts";
import { graphemes } from "../../core/text/graphemes.ts";
import { codeTable } from "./code_table.ts";
import { likenessOf } from "./likeness.ts";

const FIRST_NON_ASCII = 0x80;
const BYTE = 256;
const UNKNOWN = "?";
/**
 * A terminal's code, which stays as it is: its last letter is none that an accent can be put on.
 * Else what is not ASCII, with the letter before it that an accent may belong to.
 */
// deno-lint-ignore no-control-regex -- codes begin with a control character
const CODE_OR_OTHER = /(\x1b\[[0-9;]*[a-z])|[ -~]?[^\x00-\x7f]+/g;

/**
 * Writes text in an encoding that does not have every character.
 *
 * Nothing is left out: what the encoding lacks becomes the text that looks most like it, or else as
 * many question marks as it is columns wide.
 */
export class Encoder {
  readonly #codes: ReadonlyMap<string, number>;

  /** Creates an encoder; see {@linkcode codeTable} for what that costs. */
  constructor(encoding: Exclude<Encoding, "utf-8">) {
    this.#codes = codeTable(encoding);
  }

  /** Encodes text; ASCII, and with it every control character, stays as it is. */
  encode(text: string): Uint8Array {
    return Uint8Array.from(this.#bytesOf(this.#has(text) ? text : this.#nearest(text)));
  }

  #nearest(text: string): string {
    return text.replace(CODE_OR_OTHER, (part: string, code: string | undefined) => {
      if (code !== undefined || this.#has(part)) return part;
      return graphemes(part).map((grapheme) => this.#nearestOf(grapheme)).join("");
    });
  }

  #nearestOf({ text, width }: { readonly text: string; readonly width: number }): string {
    const known = [text, text.normalize("NFC"), likenessOf(text)].find((one) => this.#has(one));
    return known ?? UNKNOWN.repeat(Math.max(1, width));
  }

  #has(text: string): boolean {
    for (const character of text) {
      if (!isAscii(character) && !this.#codes.has(character)) return false;
    }
    return true;
  }

  #bytesOf(text: string): readonly number[] {
    const bytes: number[] = [];
    for (const character of text) {
      const code = isAscii(character) ? character.charCodeAt(0) : this.#codes.get(character) ?? 0;
      if (code >= BYTE) bytes.push(Math.floor(code / BYTE));
      bytes.push(code % BYTE);
    }
    return bytes;
  }
}

function isAscii(character: string): boolean {
  return character.charCodeAt(0) < FIRST_NON_ASCII;
}
