import { Buffer } from "node:buffer";
import { constants, createInflate, type Inflate } from "node:zlib";

/** IAC SB MCCP2 IAC SE: all that comes behind it is one zlib stream. */
const START = Buffer.of(255, 250, 86, 255, 240);

/** Reads what a server sends, which may begin to compress it (MCCP2) at any time. */
export class InflatingReader {
  #held = Buffer.alloc(0);
  #inflate: Inflate | undefined;

  /** Whether the server compresses. */
  get isCompressed(): boolean {
    return this.#inflate !== undefined;
  }

  /** Returns what the bytes say, as far as it can be known yet. */
  async read(bytes: Uint8Array): Promise<Uint8Array> {
    if (this.#inflate !== undefined) return await inflated(this.#inflate, bytes);
    const all = Buffer.concat([this.#held, bytes]);
    const start = all.indexOf(START);
    if (start < 0) return this.#hold(all);
    const plain = all.subarray(0, start);
    this.#inflate = createInflate({ finishFlush: constants.Z_SYNC_FLUSH });
    return Buffer.concat([
      plain,
      await inflated(this.#inflate, all.subarray(start + START.length)),
    ]);
  }

  /** Gives back the memory of the stream. */
  close(): void {
    this.#inflate?.destroy();
  }

  /** Keeps the end that may be the beginning of a start. */
  #hold(all: Buffer): Uint8Array {
    const size = [4, 3, 2, 1].find((size) => all.subarray(-size).equals(START.subarray(0, size)));
    this.#held = Buffer.from(all.subarray(all.length - (size ?? 0)));
    return all.subarray(0, all.length - (size ?? 0));
  }
}

async function inflated(stream: Inflate, bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes.length === 0) return bytes;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  stream.once("error", reject);
  stream.write(bytes, () => resolve());
  await promise;
  stream.off("error", reject);
  const chunks: Buffer[] = [];
  for (let chunk; (chunk = stream.read()) !== null;) chunks.push(chunk);
  return Buffer.concat(chunks);
}
