/** What was typed before, to be typed again. */
export class History {
  #entries = [];
  #at = 0;
  #draft = "";
  #max;

  /** @param {number} max How many entries are kept; one may have several lines. */
  constructor(max) {
    this.#max = max;
  }

  /** Adds an entry and goes back to the end. What is typed twice in a row is kept once. */
  add(entry) {
    if (entry.trim() !== "" && this.#entries.at(-1) !== entry) this.#entries.push(entry);
    if (this.#entries.length > this.#max) this.#entries.shift();
    this.#at = this.#entries.length;
    this.#draft = "";
  }

  /** Returns the entry before, and keeps `current` when it is not in the history yet. */
  older(current) {
    if (this.#at === this.#entries.length) this.#draft = current;
    this.#at = Math.max(0, this.#at - 1);
    return this.#entries[this.#at] ?? current;
  }

  /** Returns the entry after; after the newest comes what was being typed. */
  newer(current) {
    if (this.#at === this.#entries.length) return current;
    this.#at++;
    return this.#entries[this.#at] ?? this.#draft;
  }

  /**
   * Returns the entries that have a text in them, the newest first, each once.
   *
   * @param {string} text Whatever its case; an empty one is in all of them.
   * @param {number} max How many at most.
   */
  find(text, max) {
    const wanted = text.toLowerCase();
    const found = this.#entries.filter((entry) => entry.toLowerCase().includes(wanted));
    return [...new Set(found.reverse())].slice(0, max);
  }
}
