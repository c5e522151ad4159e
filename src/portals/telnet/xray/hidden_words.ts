const MOST_WORDS = 64;
const MOST_BYTES = 256;
/** A shorter word is no password, and stands in too many lines. */
const LEAST_BYTES = 4;
const LATIN1 = new TextDecoder("latin1");
const ENCODER = new TextEncoder();

/** Remembers the last words that were typed and not shown, to know them when they come back. */
export class HiddenWords {
  #words: string[] = [];

  /** Remembers the words of a line, as the client sent it and as the game read it. */
  remember(bytes: Uint8Array, text: string): void {
    const words = [bytes, ENCODER.encode(text)].flatMap((line) =>
      LATIN1.decode(line).split(/[\s"']+/).filter((word) => word.length >= LEAST_BYTES)
    );
    const known = [...this.#words, ...words.map((word) => word.slice(0, MOST_BYTES))];
    this.#words = [...new Set(known)].slice(-MOST_WORDS);
  }

  /** Tells whether one of the words stands in the bytes. */
  areIn(bytes: Uint8Array): boolean {
    if (this.#words.length === 0) return false;
    const text = LATIN1.decode(bytes);
    return this.#words.some((word) => text.includes(word));
  }
}
