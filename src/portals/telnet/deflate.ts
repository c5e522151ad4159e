import { Deflate as Compressor, Z_FINISH, Z_OK, Z_SYNC_FLUSH } from "pako";
import type { OutStage } from "./out_stage.ts";

/**
 * A window of 4 KiB and small tables: 38 KiB in all, where `node:zlib` takes 170 for any window, as
 * its tables are of one size. Text compresses nearly as well as with the largest.
 */
const SMALL = { windowBits: 12, memLevel: 4, legacyHash: true, chunkSize: 1024 } as const;

/** Compresses bytes as one zlib stream (RFC 1950); after each burst the peer can read all of it. */
export class Deflate implements OutStage {
  readonly #onClosed: () => void;
  /** Undefined once it is closed. */
  #compressor: Compressor | undefined;
  #chunks: Uint8Array[] = [];

  /**
   * Starts a stream; its first bytes come with the first burst.
   *
   * @param onClosed Called once, when the stream is over and its memory given back.
   */
  constructor(onClosed: () => void) {
    this.#onClosed = onClosed;
    this.#compressor = new Compressor(SMALL);
    this.#compressor.onData = (chunk) => this.#chunks.push(chunk);
  }

  /** Rejects when the stream is closed. */
  pass(bytes: Uint8Array): Promise<Uint8Array> {
    return Promise.try(() => this.#compress(bytes, Z_SYNC_FLUSH));
  }

  /** Rejects when the stream is closed. */
  async finish(): Promise<Uint8Array> {
    const last = await Promise.try(() => this.#compress(Uint8Array.of(), Z_FINISH));
    this.close();
    return last;
  }

  close(): void {
    if (this.#compressor === undefined) return;
    this.#compressor = undefined;
    this.#onClosed();
  }

  #compress(bytes: Uint8Array, flush: typeof Z_SYNC_FLUSH | typeof Z_FINISH): Uint8Array {
    if (this.#compressor === undefined) {
      throw new Error("Cannot compress as the stream must be open: it is closed");
    }
    this.#compressor.push(bytes, flush);
    const { err, msg } = this.#compressor;
    if (err !== Z_OK) throw new Error(`Cannot compress as zlib refused it: ${msg}`);
    return joined(this.#chunks.splice(0));
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
