import type { Buffer } from "node:buffer";
import type { Duplex } from "node:stream";
import type { ByteStream } from "../telnet/byte_stream.ts";

/** Makes of what Node's libraries give a stream that a Wire reads and writes. */
export function duplexStream(duplex: Duplex): ByteStream {
  const chunks = new Chunks(duplex);
  return {
    read: (into) => chunks.read(into),
    write: (bytes) => written(duplex, bytes),
    closeWrite: () => ended(duplex),
    close: () => void duplex.destroy(),
  };
}

/** What came in, in pieces as long as the reader asks for. */
class Chunks {
  readonly #duplex: Duplex;
  #rest: Uint8Array | undefined;
  #isOver = false;
  #wake = () => {};

  constructor(duplex: Duplex) {
    this.#duplex = duplex;
    const over = () => {
      this.#isOver = true;
      this.#wake();
    };
    duplex.on("readable", () => this.#wake());
    for (const event of ["end", "close", "error"]) duplex.on(event, over);
  }

  async read(into: Uint8Array): Promise<number | null> {
    for (;;) {
      const chunk = this.#rest ?? this.#next();
      if (chunk !== undefined) return this.#take(chunk, into);
      if (this.#isOver) return null;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  #next(): Uint8Array | undefined {
    // What a stream of bytes gives is a Buffer or null; its type says `any`.
    const chunk = this.#duplex.read() as Buffer | null;
    return chunk ?? undefined;
  }

  #take(chunk: Uint8Array, into: Uint8Array): number {
    const part = chunk.subarray(0, into.length);
    into.set(part);
    this.#rest = part.length < chunk.length ? chunk.subarray(part.length) : undefined;
    return part.length;
  }
}

/** Resolves when the bytes have been taken over, so that a slow client slows its writer down. */
function written(duplex: Duplex, bytes: Uint8Array): Promise<number> {
  return settled(duplex, bytes.length, (done) => duplex.write(bytes, done));
}

function ended(duplex: Duplex): Promise<void> {
  return settled(duplex, undefined, (done) => duplex.end(done));
}

/** A duplex that is destroyed does not always call back, so its end settles what waits. */
function settled<Value>(
  duplex: Duplex,
  value: Value,
  start: (done: (error?: Error | null) => void) => void,
): Promise<Value> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  const closed = () =>
    reject(new Error("Cannot write to a client as it must be there: it is gone"));
  if (duplex.destroyed) closed();
  duplex.once("close", closed);
  start((error) => error ? reject(error) : resolve(value));
  return promise.finally(() => duplex.off("close", closed));
}
