import { constants, createDeflate, type Deflate as Zlib } from "node:zlib";
import type { OutStage } from "./out_stage.ts";

/** A window of 4 KiB and small tables: text compresses nearly as well as with the largest. */
const SMALL = { windowBits: 12, memLevel: 5 } as const;

/** Compresses bytes as one zlib stream (RFC 1950); after each burst the peer can read all of it. */
export class Deflate implements OutStage {
  readonly #zlib: Zlib = createDeflate(SMALL);
  readonly #onClosed: () => void;
  #chunks: Uint8Array[] = [];
  #isClosed = false;

  /**
   * Starts a stream; its first bytes come with the first burst.
   *
   * @param onClosed Called once, when the stream is over and its memory given back.
   */
  constructor(onClosed: () => void) {
    this.#onClosed = onClosed;
    this.#zlib.on("readable", () => this.#read());
  }

  pass(bytes: Uint8Array): Promise<Uint8Array> {
    return this.#collect((done) => {
      this.#zlib.write(bytes);
      this.#zlib.flush(constants.Z_SYNC_FLUSH, done);
    });
  }

  async finish(): Promise<Uint8Array> {
    const last = await this.#collect((done) => {
      this.#zlib.once("end", done);
      this.#zlib.end();
    });
    this.close();
    return last;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#zlib.destroy();
    this.#onClosed();
  }

  async #collect(start: (done: () => void) => void): Promise<Uint8Array> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const closed = () =>
      reject(new Error("Cannot compress as the stream must be open: it is closed"));
    this.#zlib.once("error", reject).once("close", closed);
    if (this.#isClosed) closed();
    else start(resolve);
    try {
      await promise;
    } finally {
      this.#zlib.off("error", reject).off("close", closed);
    }
    this.#read();
    return joined(this.#chunks.splice(0));
  }

  #read(): void {
    for (;;) {
      const chunk: Uint8Array | null = this.#zlib.read();
      if (chunk === null) return;
      this.#chunks.push(chunk);
    }
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
