/** A two-way stream of bytes; a Deno connection is one. */
export interface ByteStream {
  /** Reads some bytes into the buffer; `null` at the end. */
  read(into: Uint8Array): Promise<number | null>;
  /** Writes some of the bytes. */
  write(bytes: Uint8Array): Promise<number>;
  /** Ends our side. */
  closeWrite(): Promise<void>;
  /** Ends both sides at once. */
  close(): void;
}
