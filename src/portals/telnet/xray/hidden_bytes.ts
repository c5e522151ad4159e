import { HiddenWords } from "../../secrets/hidden_words.ts";

const MOST_WORDS = 64;
const LATIN1 = new TextDecoder("latin1");
const ENCODER = new TextEncoder();

/** Remembers what was typed and not shown, to know its bytes when they come back. */
export class HiddenBytes {
  readonly #words = new HiddenWords(MOST_WORDS);

  /** Remembers the words of a line, as the client sent it and as the game read it. */
  remember(bytes: Uint8Array, text: string): void {
    for (const line of [bytes, ENCODER.encode(text)]) this.#words.remember(LATIN1.decode(line));
  }

  /** Tells whether one of the words stands in the bytes. */
  areIn(bytes: Uint8Array): boolean {
    return this.#words.areIn(LATIN1.decode(bytes));
  }
}
