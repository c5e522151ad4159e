import type { SecureContext, TLSSocket } from "node:tls";
import type { CloseReason } from "../../core/boundary/messages.ts";
import type { Clock } from "../../core/clock.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { ServedClient } from "../tcp_portal.ts";
import type { ByteStream } from "../telnet/byte_stream.ts";
import { handshake } from "./handshake.ts";
import type { PendingClients } from "../pending_clients.ts";

/** The first byte of a TLS handshake (RFC 8446, section 5.1). */
const TLS_HANDSHAKE = 0x16;
const FIRST_BYTES = 4096;

/** What all clients of a port that speaks TLS share. */
export interface TlsClientOptions {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly pending: PendingClients;
  /** How long a client may take to say something, and to finish its handshake, in milliseconds. */
  readonly handshakeMs: number;
  /** Returns what the next handshake is made with. */
  readonly context: () => SecureContext;
  /**
   * Takes a client that does not speak TLS: what it said is empty when it waits for the server.
   *
   * @returns What serves it; the stream is closed when that has ended.
   */
  readonly plain: (stream: ByteStream, said: Uint8Array, address: string) => ServedClient;
  /** Takes a client whose connection is secure. */
  readonly serve: (socket: TLSSocket, address: string) => ServedClient;
}

/** A client of a port that speaks TLS, from its first byte on. */
export class TlsClient implements ServedClient {
  readonly #stream: ByteStream;
  readonly #address: string;
  readonly #options: TlsClientOptions;
  #inner: ServedClient | undefined;
  #isOver = false;

  /** Creates a client; nothing is read before {@linkcode run}. */
  constructor(stream: ByteStream, address: string, options: TlsClientOptions) {
    this.#stream = stream;
    this.#address = address;
    this.#options = options;
  }

  async run(): Promise<void> {
    try {
      this.#inner = await this.#begin();
      if (!this.#isOver) await this.#inner?.run();
    } finally {
      close(this.#stream);
    }
  }

  async shutDown(reason: CloseReason): Promise<void> {
    this.#isOver = true;
    await this.#inner?.shutDown(reason);
    close(this.#stream);
  }

  async #begin(): Promise<ServedClient | undefined> {
    using slot = this.#options.pending.take(this.#address);
    if (slot === undefined) return this.#fail("too many handshakes are under way");
    const { clock, handshakeMs, context, plain, serve } = this.#options;
    const late = Promise.withResolvers<void>();
    using _timer = clock.timer(handshakeMs, late.resolve);
    const head = await this.#firstBytes(late.promise);
    if (head === null || this.#isOver) return undefined;
    if (head[0] !== TLS_HANDSHAKE) return plain(this.#stream, head, this.#address);
    const made = await handshake(this.#stream, { context: context(), head, late: late.promise });
    return made.kind === "secure" ? serve(made.socket, this.#address) : this.#fail(made.why);
  }

  /** Returns `null` at the end of the stream, and no bytes when none came in time. */
  async #firstBytes(late: Promise<void>): Promise<Uint8Array | null> {
    const buffer = new Uint8Array(FIRST_BYTES);
    const read = this.#stream.read(buffer).catch(() => null);
    const count = await Promise.race([read, late.then(() => 0)]);
    return count === null ? null : buffer.subarray(0, count);
  }

  #fail(why: string): undefined {
    this.#options.trace.emit("tls:handshake_failed", { data: { address: this.#address, why } });
  }
}

function close(stream: ByteStream): void {
  try {
    stream.close();
  } catch {
    // It was closed already.
  }
}
