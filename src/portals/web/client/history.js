/** What was typed before, to be typed again. */
export class History {
  #lines = [];
  #at = 0;
  #draft = "";
  #max;

  /** @param {number} max How many lines are kept. */
  constructor(max) {
    this.#max = max;
  }

  /** Adds a line and goes back to the end. A line typed twice in a row is kept once. */
  add(line) {
    if (line.trim() !== "" && this.#lines.at(-1) !== line) this.#lines.push(line);
    if (this.#lines.length > this.#max) this.#lines.shift();
    this.#at = this.#lines.length;
    this.#draft = "";
  }

  /** Returns the line before, and keeps `current` when it is not in the history yet. */
  older(current) {
    if (this.#at === this.#lines.length) this.#draft = current;
    this.#at = Math.max(0, this.#at - 1);
    return this.#lines[this.#at] ?? current;
  }

  /** Returns the line after; after the newest comes what was being typed. */
  newer(current) {
    if (this.#at === this.#lines.length) return current;
    this.#at++;
    return this.#lines[this.#at] ?? this.#draft;
  }
}
