import { Buffer } from "node:buffer";
import { Duplex } from "node:stream";
import type { ByteStream } from "../telnet/byte_stream.ts";

const READ_BYTES = 16_384;

/**
 * Makes of a socket the kind of stream that the SSH library takes. Its end ends both ways.
 *
 * @param socket Closed with the stream.
 * @param maxWaiting Bytes that may wait to be written; beyond that the stream is destroyed.
 */
export function socketStream(socket: ByteStream, maxWaiting: number): Duplex {
  const buffer = new Uint8Array(READ_BYTES);
  const stream = new Duplex({
    allowHalfOpen: false,
    read() {
      socket.read(buffer).then(
        (count) => stream.push(count === null ? null : Buffer.from(buffer.subarray(0, count))),
        () => stream.destroy(),
      );
    },
    write(bytes: Uint8Array, _encoding, done) {
      writeAll(socket, bytes).then(() => done(), () => stream.destroy());
    },
    final(done) {
      socket.closeWrite().then(() => done(), () => done());
    },
    destroy(_error, done) {
      try {
        socket.close();
      } catch {
        // It was closed already.
      }
      done(null);
    },
  });
  return bounded(stream, maxWaiting);
}

/** The library writes whatever it has to say, however much waits already. */
function bounded(stream: Duplex, maxWaiting: number): Duplex {
  const write = stream.write.bind(stream);
  stream.write = (bytes: Uint8Array): boolean => {
    if (stream.writableLength + bytes.length <= maxWaiting) return write(bytes);
    stream.destroy();
    return false;
  };
  return stream;
}

async function writeAll(socket: ByteStream, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await socket.write(bytes.subarray(at));
}
