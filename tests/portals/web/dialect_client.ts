import type { ClientStream } from "../conformance/telnet_socket.ts";

const DECODER = new TextDecoder();
const ENCODER = new TextEncoder();
// deno-lint-ignore no-control-regex -- colours are not text
const COLORS = /\u001b\[[0-9;]*m/g;

/** A websocket client that keeps text messages apart from the text in binary ones. */
export class DialectClient {
  readonly #socket: WebSocket;
  readonly #messages: string[] = [];
  #screen = "";
  #hasEnded = false;
  #wake: () => void = () => {};
  /** How the connection ended. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      if (typeof data === "string") this.#messages.push(data);
      else this.#screen += DECODER.decode(data);
      this.#wake();
    };
    this.closed = new Promise((resolve) => {
      socket.onclose = ({ code, reason }) => {
        this.#hasEnded = true;
        this.#wake();
        resolve({ code, reason });
      };
    });
  }

  /** Connects, and offers subprotocols. */
  static async open(port: number, protocols: string[]): Promise<DialectClient> {
    return new DialectClient(await openSocket(port, protocols));
  }

  /** The subprotocol that was agreed on. */
  get protocol(): string {
    return this.#socket.protocol;
  }

  /** Sends a text message as it is. */
  sendText(message: string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(message);
  }

  /** Sends a binary message. */
  sendBytes(message: string | Uint8Array<ArrayBuffer>): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(typeof message === "string" ? ENCODER.encode(message) : message);
  }

  /** Returns the next text message, when it comes. */
  async nextMessage(): Promise<string> {
    await this.#wait(() => this.#messages.length > 0, "a message");
    return this.#messages.shift() ?? "";
  }

  /** Waits for text on the screen, and returns all that came with it and before it. */
  async until(text: string): Promise<string> {
    await this.#wait(() => this.#plain().includes(text), text);
    const plain = this.#plain();
    const end = plain.indexOf(text) + text.length;
    this.#screen = plain.slice(end);
    return plain.slice(0, end);
  }

  /** Returns all that came in binary messages and was not looked at, with its codes. */
  async untilRaw(text: string): Promise<string> {
    await this.#wait(() => this.#screen.includes(text), text);
    const seen = this.#screen;
    this.#screen = "";
    return seen;
  }

  /** Closes, without waiting. */
  vanish(): void {
    this.#socket.close();
  }

  /** Closes, and resolves when both sides have. */
  async close(): Promise<void> {
    this.vanish();
    await this.closed;
  }

  #plain(): string {
    return this.#screen.replace(COLORS, "");
  }

  async #wait(isThere: () => boolean, wanted: string): Promise<void> {
    while (!isThere()) {
      if (this.#hasEnded) throw new Error(`Cannot find "${wanted}" in "${this.#screen}"`);
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }
}

/** Opens a websocket as a stream of bytes, in binary messages. */
export async function openStream(port: number, protocol: string): Promise<ClientStream> {
  const socket = await openSocket(port, [protocol]);
  const waiting: Uint8Array[] = [];
  let wake = () => {};
  let hasEnded = false;
  socket.onmessage = ({ data }) => {
    waiting.push(new Uint8Array(data));
    wake();
  };
  socket.onclose = () => {
    hasEnded = true;
    wake();
  };
  return {
    async read(into) {
      while (waiting.length === 0 && !hasEnded) await new Promise<void>((done) => wake = done);
      const next = waiting.shift();
      if (next === undefined) return null;
      into.set(next.subarray(0, into.length));
      if (next.length > into.length) waiting.unshift(next.subarray(into.length));
      return Math.min(next.length, into.length);
    },
    // deno-lint-ignore require-await -- a socket takes what it is given at once
    async write(bytes) {
      if (socket.readyState !== WebSocket.OPEN) throw new Error("Cannot write: it is closed");
      socket.send(Uint8Array.from(bytes));
      return bytes.length;
    },
    close: () => socket.close(),
  };
}

async function openSocket(port: number, protocols: string[]): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, protocols);
  socket.binaryType = "arraybuffer";
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = (event) => reject(new Error(`Cannot open websocket: ${event.type}`));
  });
  socket.onerror = null;
  return socket;
}
