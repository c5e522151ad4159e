const FIRST_SIZE = 64;

/** Bytes that grow up to a limit and never beyond it. */
export class ByteBuffer {
  readonly #limit: number;
  #bytes = new Uint8Array(0);
  #length = 0;

  /**
   * Creates an empty buffer.
   *
   * @param limit The most it holds, in bytes.
   */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many bytes it holds. */
  get length(): number {
    return this.#length;
  }

  /** Tells how many bytes are reserved, for tests of the limit. */
  get capacity(): number {
    return this.#bytes.length;
  }

  /**
   * Adds bytes at the end, all or none.
   *
   * @returns Whether they fitted.
   */
  append(bytes: Uint8Array): boolean {
    const length = this.#length + bytes.length;
    if (length > this.#limit) return false;
    this.#reserve(length);
    this.#bytes.set(bytes, this.#length);
    this.#length = length;
    return true;
  }

  /** Returns the bytes held; valid until the buffer changes. */
  view(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Keeps only the first bytes. */
  truncate(length: number): void {
    this.#length = Math.min(length, this.#length);
  }

  /** Drops everything, and the memory with it. */
  clear(): void {
    this.#length = 0;
    if (this.#bytes.length > FIRST_SIZE) this.#bytes = new Uint8Array(0);
  }

  #reserve(length: number): void {
    if (length <= this.#bytes.length) return;
    const size = Math.min(this.#limit, Math.max(FIRST_SIZE, length, this.#bytes.length * 2));
    const bytes = new Uint8Array(size);
    bytes.set(this.view());
    this.#bytes = bytes;
  }
}
