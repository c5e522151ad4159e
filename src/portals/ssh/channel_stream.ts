import type { Duplex } from "node:stream";
import type { ByteStream } from "../telnet/byte_stream.ts";
import type { SshChannel } from "./ssh_library.ts";

/** What a {@linkcode ChannelStream} is made of. */
export interface ChannelStreamOptions {
  readonly channel: SshChannel;
  /** The socket under it. */
  readonly socket: Duplex;
  /** The exit status that the client is told at the end. */
  readonly exitStatus: () => number;
  /** Ends the connection. */
  readonly end: () => void;
  /** Bounds how long the client may take to end the connection by itself. */
  readonly awaitEnd: () => void;
}

/**
 * The bytes of a session, as a stream that waits for a slow client: for its window, and for the
 * socket under it, as a window may be larger than what anybody wants to keep.
 */
export class ChannelStream implements ByteStream {
  readonly #options: ChannelStreamOptions;
  #rest: Uint8Array = new Uint8Array(0);
  #hasEnded = false;
  #isClosed = false;
  #isTold = false;
  #wake: () => void = () => {};
  readonly #closed = Promise.withResolvers<void>();

  /**
   * Takes a channel over.
   *
   * @param options The channel, and how it ends.
   */
  constructor(options: ChannelStreamOptions) {
    this.#options = options;
    const over = () => {
      this.#hasEnded = true;
      this.#wake();
    };
    options.channel.on("readable", () => this.#wake());
    options.channel.on("end", over);
    options.channel.on("error", over);
    options.channel.on("close", () => {
      this.#isClosed = true;
      over();
      this.#closed.resolve();
    });
  }

  /** Whether the client hears nothing any more; one that only has no more to say still does. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  async read(into: Uint8Array): Promise<number | null> {
    for (;;) {
      const bytes = this.#rest.length > 0 ? this.#rest : this.#next();
      if (bytes !== null) {
        const count = Math.min(bytes.length, into.length);
        into.set(bytes.subarray(0, count));
        this.#rest = bytes.subarray(count);
        return count;
      }
      if (this.#hasEnded) return null;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  async write(bytes: Uint8Array): Promise<number> {
    const { channel, socket } = this.#options;
    const written = new Promise<void>((resolve, reject) => {
      channel.write(bytes, (error) => error ? reject(error) : resolve());
    });
    await Promise.race([written, this.#closed.promise]);
    if (socket.writableNeedDrain) await drained(socket);
    return bytes.length;
  }

  /** The exit status comes before the end, as a client takes an end without one for a failure. */
  closeWrite(): Promise<void> {
    const { channel, exitStatus } = this.#options;
    if (!this.#isTold) channel.exit(exitStatus());
    this.#isTold = true;
    channel.end();
    return Promise.resolve();
  }

  /** A client that has ended its side in order goes by itself once it knows its exit status. */
  close(): void {
    if (this.#isClosed || !this.#hasEnded) return this.#options.end();
    void this.closeWrite();
    this.#options.awaitEnd();
  }

  #next(): Uint8Array | null {
    // A channel without an encoding gives bytes.
    return this.#options.channel.read() as Uint8Array | null;
  }
}

async function drained(socket: Duplex): Promise<void> {
  await new Promise<void>((resolve) => {
    socket.once("drain", resolve);
    socket.once("close", resolve);
  });
}
