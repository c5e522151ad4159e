/** Lines that hold a password in the open are not remembered. */
const TELLS_SECRET = /^\W*(?:connect|create|claim|\w*passw\w*)\b/i;

/** The lines that were typed, newest last, up to a number. */
export class LineHistory {
  readonly #maxLines: number;
  readonly #lines: string[] = [];
  /** Which line is looked at; the one being typed is behind the last. */
  #at = 0;
  #draft = "";

  /**
   * Creates an empty history.
   *
   * @param maxLines How many lines are remembered; the oldest is forgotten first.
   */
  constructor(maxLines: number) {
    this.#maxLines = maxLines;
  }

  /** Remembers a line, unless it is blank, the same as the last, or may hold a password. */
  add(line: string): void {
    const isWorth = line.trim() !== "" && line !== this.#lines.at(-1) && !TELLS_SECRET.test(line);
    if (isWorth) this.#lines.push(line);
    if (this.#lines.length > this.#maxLines) this.#lines.shift();
    this.rewind();
  }

  /** Goes back to the line being typed. */
  rewind(): void {
    this.#at = this.#lines.length;
    this.#draft = "";
  }

  /** Returns the line before the one looked at; `current` is kept when it is the one being typed. */
  older(current: string): string | undefined {
    if (this.#at === 0) return undefined;
    if (this.#at === this.#lines.length) this.#draft = current;
    return this.#lines[--this.#at];
  }

  /** Returns the line after the one looked at, or the one that was being typed. */
  newer(): string | undefined {
    if (this.#at === this.#lines.length) return undefined;
    return this.#lines[++this.#at] ?? this.#draft;
  }
}
