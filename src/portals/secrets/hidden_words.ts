/** A shorter word is no password, and stands in too many lines. */
const LEAST_CHARACTERS = 4;
const MOST_CHARACTERS = 256;

/** Remembers the last words that were typed and not shown, to know them when they come back. */
export class HiddenWords {
  readonly #most: number;
  #words: string[] = [];

  /**
   * Creates it; no word is known.
   *
   * @param most How many words are remembered.
   */
  constructor(most: number) {
    this.#most = most;
  }

  /** Remembers the words of a text. */
  remember(text: string): void {
    const words = text.split(/[\s"']+/).filter((word) => word.length >= LEAST_CHARACTERS);
    const known = [...this.#words, ...words.map((word) => word.slice(0, MOST_CHARACTERS))];
    this.#words = [...new Set(known)].slice(-this.#most);
  }

  /** Tells whether one of the words stands in a text. */
  areIn(text: string): boolean {
    return this.#words.some((word) => text.includes(word));
  }

  /** Puts something else in the place of each of the words in a text. */
  replace(text: string, by: string): string {
    // The longest first: what is left of it would tell the rest.
    const words = this.#words.toSorted((a, b) => b.length - a.length);
    return words.reduce((left, word) => left.replaceAll(word, () => by), text);
  }
}
