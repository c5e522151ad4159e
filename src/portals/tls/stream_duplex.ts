import { Buffer } from "node:buffer";
import { Duplex } from "node:stream";
import type { ByteStream } from "../telnet/byte_stream.ts";

const READ_BYTES = 16 * 1024;

/**
 * Makes of a stream what Node's libraries take.
 *
 * @param stream The stream; closed with what is returned.
 * @param head What was read of it already.
 */
export function streamDuplex(stream: ByteStream, head: Uint8Array): Duplex {
  const next = reader(stream, head);
  return new Duplex({
    read() {
      next().then(
        (bytes) => this.destroyed || this.push(bytes),
        // A broken connection ends as one that was closed.
        () => this.destroy(),
      );
    },
    write(chunk: Uint8Array, _encoding, done) {
      writeAll(stream, chunk).then(() => done(), done);
    },
    final(done) {
      stream.closeWrite().then(() => done(), () => done());
    },
    destroy(error, done) {
      close(stream);
      done(error);
    },
  });
}

function reader(stream: ByteStream, head: Uint8Array): () => Promise<Buffer | null> {
  let first = head;
  return async () => {
    if (first.length > 0) {
      const bytes = Buffer.from(first);
      first = new Uint8Array();
      // A TLSSocket of Deno's that fails before its first turn of the loop ends the process.
      await new Promise((resolve) => setTimeout(resolve, 0));
      return bytes;
    }
    const buffer = Buffer.alloc(READ_BYTES);
    const count = await stream.read(buffer);
    return count === null ? null : buffer.subarray(0, count);
  };
}

async function writeAll(stream: ByteStream, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await stream.write(bytes.subarray(at));
}

function close(stream: ByteStream): void {
  try {
    stream.close();
  } catch {
    // It was closed already.
  }
}
