const LINE_END = 10;

/** The lines that a reader ends with Enter, whatever stands in them. */
export class Enters {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #typed = 0;

  /**
   * Takes what is typed.
   *
   * @param input The bytes; nobody else reads them.
   */
  constructor(input: ReadableStream<Uint8Array>) {
    this.#reader = input.getReader();
  }

  /** Waits for the next Enter, which may have been typed before; for nothing when none can come. */
  async next(): Promise<void> {
    while (this.#typed === 0) {
      const { done, value } = await this.#reader.read();
      if (done) return;
      this.#typed += value.filter((byte) => byte === LINE_END).length;
    }
    this.#typed -= 1;
  }
}
