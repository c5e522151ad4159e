import { createInflate } from "node:zlib";

/** What came out of compressed bytes. */
export interface Inflated {
  readonly bytes: Uint8Array;
  /** Whether the stream ended in these bytes, as it must before plain ones follow. */
  readonly isEnded: boolean;
  /** What followed the stream's end. */
  readonly rest: Uint8Array;
}

/** Takes MCCP2's stream apart as it comes. */
export class Inflater implements Disposable {
  readonly #stream = createInflate();
  #out: number[] = [];
  #taken = 0;
  #isEnded = false;
  #fail: (error: Error) => void = () => {};

  /** Creates one that waits for the first bytes of a stream. */
  constructor() {
    this.#stream.on("data", (bytes: Uint8Array) => {
      for (const byte of bytes) this.#out.push(byte);
    });
    this.#stream.on("end", () => this.#isEnded = true);
    this.#stream.on("error", (error: Error) => this.#fail(error));
  }

  /** Tells whether the stream is whole: nothing comes after these bytes. */
  isWhole(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#fail = () => resolve(false);
      this.#stream.once("end", () => resolve(true));
      this.#stream.end();
    });
  }

  /**
   * Inflates what came.
   *
   * @throws {Error} When it is no zlib stream.
   */
  async inflate(bytes: Uint8Array): Promise<Inflated> {
    await new Promise<void>((resolve, reject) => {
      this.#fail = reject;
      // The error is told after the write is done, but known before.
      this.#stream.write(bytes, () => {
        if (this.#stream.errored === null) resolve();
      });
    });
    const out = Uint8Array.from(this.#out);
    const used = this.#stream.bytesWritten - this.#taken;
    this.#out = [];
    this.#taken += used;
    return { bytes: out, isEnded: this.#isEnded, rest: bytes.subarray(used) };
  }

  /** Gives its memory back. */
  [Symbol.dispose](): void {
    this.#stream.destroy();
  }
}
