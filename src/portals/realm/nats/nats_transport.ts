import type { ConnectionOptions, Server, ServerInfo, Transport } from "@nats-io/transport-node";

/** How much a server may say before it has said what it is, in bytes. */
const MAX_INFO = 65_536;
/** How much is read at once, in bytes. */
const READ_SIZE = 65_536;

/** What speaks at the other end is no NATS server, or not as we must. */
export class NatsHandshakeError extends Error {
  override readonly name = "NatsHandshakeError";

  /** Creates it from what is wrong. */
  constructor(readonly kind: "foreign" | "plain" | "ended") {
    super(`the handshake failed: ${kind}`);
  }
}

/**
 * One connection to a NATS server, over Deno's own sockets. The one of the client's package goes
 * over Node's: there an end at a bad moment is an error that nobody can catch, and a line that is
 * dead is not left while bytes wait for it.
 */
export class NatsTransport implements Transport {
  readonly lang = "vestibule";
  readonly version = "1";
  closeError?: Error;
  readonly #closed = Promise.withResolvers<void | Error>();
  readonly #abort = new AbortController();
  readonly #waiting: Uint8Array[] = [];
  #conn: Deno.TcpConn | Deno.TlsConn | undefined;
  #first: Uint8Array = new Uint8Array(0);
  #isConnected = false;
  #isEncrypted = false;
  #isWriting = false;

  /** Whether it is over. */
  get isClosed(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Connects to a server, and speaks TLS where either side wants that. */
  async connect({ hostname, port }: Server, { tls }: ConnectionOptions): Promise<void> {
    const { signal } = this.#abort;
    const conn = await Deno.connect({ hostname, port, signal });
    this.#take(conn);
    conn.setNoDelay(true);
    const info = await this.#readInfo(conn);
    const wantsTls = tls !== undefined && tls !== null;
    if (info.tls_required === true || (info.tls_available === true && wantsTls)) {
      await this.#encrypt(conn, hostname, tls?.ca);
    } else if (wantsTls) {
      throw new NatsHandshakeError("plain");
    }
    this.#isConnected = true;
  }

  async *[Symbol.asyncIterator](): AsyncIterableIterator<Uint8Array> {
    try {
      yield this.#first;
      const bytes = new Uint8Array(READ_SIZE);
      while (!this.isClosed) {
        const count = await this.#conn?.read(bytes) ?? 0;
        if (count === 0) break;
        // Messages keep parts of what they came in.
        yield bytes.slice(0, count);
      }
    } catch (error) {
      if (error instanceof Error) this.#end(error);
    } finally {
      this.#end();
    }
  }

  /** Whether it speaks TLS. */
  isEncrypted(): boolean {
    return this.#isEncrypted;
  }

  /** Sends bytes after all before them; they are lost when it ends first. */
  send(frame: Uint8Array): void {
    if (this.isClosed) return;
    this.#waiting.push(frame);
    if (!this.#isWriting) this.#write();
  }

  /** Ends it for good. */
  close(error?: Error): Promise<void> {
    this.#end(error);
    return Promise.resolve();
  }

  /** Ends it, for another one to take its place. */
  disconnect(): void {
    this.#end();
  }

  /** Resolves when one that was connected has ended. */
  closed(): Promise<void | Error> {
    return this.#closed.promise;
  }

  /** Ends it, and tells nobody. */
  discard(): void {
    this.#isConnected = false;
    this.#end();
  }

  /** One that was ended meanwhile takes no socket any more. */
  #take(conn: Deno.TcpConn | Deno.TlsConn): void {
    this.#conn = conn;
    if (!this.isClosed) return;
    close(conn);
    throw new NatsHandshakeError("ended");
  }

  /** The first line tells what the server is; it is kept for who reads all. */
  async #readInfo(conn: Deno.Conn): Promise<ServerInfo> {
    const bytes = new Uint8Array(READ_SIZE);
    for (;;) {
      const count = await conn.read(bytes);
      if (count === null) throw new NatsHandshakeError("ended");
      this.#first = joined(this.#first, bytes.subarray(0, count));
      const end = this.#first.indexOf(0x0a);
      if (end >= 0) return infoOf(new TextDecoder().decode(this.#first.subarray(0, end)));
      if (this.#first.length > MAX_INFO) throw new NatsHandshakeError("foreign");
    }
  }

  async #encrypt(conn: Deno.TcpConn, hostname: string, ca: string | undefined): Promise<void> {
    const caCerts = ca === undefined ? [] : [ca];
    const secure = await Deno.startTls(conn, { hostname, caCerts });
    this.#take(secure);
    await secure.handshake();
    this.#isEncrypted = true;
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    try {
      while (this.#waiting.length > 0) {
        const frames = this.#waiting.splice(0);
        for (const frame of frames) {
          for (let at = 0; at < frame.length;) {
            at += await this.#conn?.write(frame.subarray(at)) ?? frame.length;
          }
        }
      }
    } catch (error) {
      if (error instanceof Error) this.#end(error);
    } finally {
      this.#isWriting = false;
    }
  }

  #end(error?: Error): void {
    if (this.isClosed) return;
    this.#abort.abort();
    this.#waiting.length = 0;
    if (error !== undefined) this.closeError = error;
    if (this.#conn !== undefined) close(this.#conn);
    // Who could not connect hears of it from connect().
    if (this.#isConnected) this.#closed.resolve(error);
  }
}

function infoOf(line: string): ServerInfo {
  try {
    const [, json = ""] = /^INFO\s+(\{.*\})\s*$/i.exec(line) ?? [];
    return JSON.parse(json);
  } catch {
    throw new NatsHandshakeError("foreign");
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function close(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch {
    // It was closed already, or became one that speaks TLS.
  }
}
