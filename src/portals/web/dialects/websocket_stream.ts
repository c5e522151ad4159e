import type { Clock } from "../../../core/clock.ts";
import type { ByteStream } from "../../telnet/byte_stream.ts";
import type { Websocket } from "../ws_library.ts";

/** How long a client may take to answer the closing handshake, in milliseconds. */
const CLOSE_GRACE_MS = 5_000;
const NORMAL_CLOSURE = 1000;
/** What a message costs beside its bytes, so that a flood of tiny ones is stopped early, too. */
const MESSAGE_BYTES = 64;

/** What a stream of bytes over a websocket works with. */
export interface WebsocketStreamOptions {
  readonly clock: Clock;
  /** Bytes received and not yet read, 64 more for each message, beyond which the client waits. */
  readonly maxUnreadBytes: number;
}

/** The messages of a websocket as a stream of bytes: where one ends and the next begins is lost. */
export class WebsocketStream implements ByteStream {
  readonly #socket: Websocket;
  readonly #options: WebsocketStreamOptions;
  readonly #unread: Uint8Array[] = [];
  #unreadBytes = 0;
  #isPaused = false;
  #hasEnded = false;
  #grace: Disposable | undefined;
  #wake: () => void = () => {};

  /** Takes over an open websocket. */
  constructor(socket: Websocket, options: WebsocketStreamOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.on("message", (message) => this.#receive(message));
    socket.on("error", () => this.#waitForClose());
    socket.on("close", () => this.#end());
  }

  /** Reads what has come, as much of it as fits; `null` when the websocket is closed. */
  async read(into: Uint8Array): Promise<number | null> {
    while (this.#unread.length === 0) {
      if (this.#hasEnded) return null;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    return this.#readWaiting(into);
  }

  /** Sends the bytes as one binary message, and resolves when the client has room for more. */
  write(bytes: Uint8Array): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#socket.send(bytes, (error) => error ? reject(error) : resolve(bytes.length));
    return promise;
  }

  /** Starts the closing handshake; a client that does not answer it is cut off. */
  closeWrite(): Promise<void> {
    this.#waitForClose();
    this.#socket.close(NORMAL_CLOSURE, "");
    return Promise.resolve();
  }

  /** Ends the websocket at once. */
  close(): void {
    this.#socket.terminate();
  }

  #receive(message: Uint8Array): void {
    if (message.length === 0) return;
    this.#unread.push(message);
    this.#unreadBytes += message.length + MESSAGE_BYTES;
    if (!this.#isPaused && this.#unreadBytes > this.#options.maxUnreadBytes) {
      this.#isPaused = true;
      this.#socket.pause();
    }
    this.#wake();
  }

  #readWaiting(into: Uint8Array): number {
    let count = 0;
    let whole = 0;
    for (const message of this.#unread) {
      const part = message.subarray(0, into.length - count);
      into.set(part, count);
      count += part.length;
      this.#unreadBytes -= part.length;
      if (part.length < message.length) {
        this.#unread[whole] = message.subarray(part.length);
        break;
      }
      whole++;
    }
    this.#unread.splice(0, whole);
    this.#unreadBytes -= whole * MESSAGE_BYTES;
    if (this.#isPaused && this.#unread.length === 0) this.#goOn();
    return count;
  }

  #goOn(): void {
    this.#isPaused = false;
    this.#socket.resume();
  }

  #waitForClose(): void {
    this.#grace ??= this.#options.clock.timer(CLOSE_GRACE_MS, () => this.close());
  }

  #end(): void {
    this.#hasEnded = true;
    this.#grace?.[Symbol.dispose]();
    this.#wake();
  }
}
