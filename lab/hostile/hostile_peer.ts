import type { ByteStream } from "../../src/portals/telnet/byte_stream.ts";
import { connectTo } from "../connect.ts";
import type { Target } from "../lab_client.ts";
import type { Attack } from "./attacks.ts";

/** A connection that means harm. */
export class HostilePeer implements AsyncDisposable {
  readonly #socket: ByteStream;
  readonly #attack: Attack;
  readonly #reading: Promise<void>;

  private constructor(socket: ByteStream, attack: Attack) {
    this.#socket = socket;
    this.#attack = attack;
    this.#reading = attack.reads ? this.#read() : Promise.resolve();
  }

  /** Connects. */
  static async connect(target: Target, attack: Attack): Promise<HostilePeer> {
    return new HostilePeer(await connectTo(target), attack);
  }

  /**
   * Sends everything, or as much as the server takes.
   *
   * @param longestMs How long to push against a server that takes nothing any more.
   */
  async attack(longestMs: number): Promise<void> {
    const given = Promise.withResolvers<void>();
    const timer = setTimeout(given.resolve, longestMs);
    await Promise.race([this.#send(), given.promise]);
    clearTimeout(timer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#close();
    await this.#reading;
  }

  async #send(): Promise<void> {
    for (const message of this.#attack.messages()) {
      if (!await this.#write(message)) return;
    }
    if (this.#attack.halfCloses === true) await this.#socket.closeWrite();
  }

  /** Writes; false when the server has closed, which is an answer too. */
  async #write(bytes: Uint8Array): Promise<boolean> {
    try {
      for (let at = 0; at < bytes.length;) at += await this.#socket.write(bytes.subarray(at));
      return true;
    } catch {
      return false;
    }
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(65_536);
    try {
      for (;;) {
        const count = await this.#socket.read(buffer);
        if (count === null) break;
        if (this.#attack.mirrors === true) await this.#write(buffer.slice(0, count));
      }
    } catch {
      // The connection was cut.
    }
    this.#close();
  }

  #close(): void {
    try {
      this.#socket.close();
    } catch {
      // It is closed.
    }
  }
}
