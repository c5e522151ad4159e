const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

/** Opcodes of RFC 6455, section 5.2. */
export const OPCODE = { CONTINUATION: 0, TEXT: 1, BINARY: 2, CLOSE: 8, PING: 9, PONG: 10 } as const;

/** What a frame may be besides whole and masked. */
export interface FrameOptions {
  /** More fragments of the message follow. */
  readonly isOpen?: boolean;
  /** Not masked, which a client may not do. */
  readonly isBare?: boolean;
}

/** Returns the bytes of one frame of a client; its mask is zero. */
export function rawFrame(
  opcode: number,
  payload: string | Uint8Array,
  { isOpen = false, isBare = false }: FrameOptions = {},
): Uint8Array<ArrayBuffer> {
  const data = typeof payload === "string" ? ENCODER.encode(payload) : payload;
  const mask = isBare ? 0 : 0x80;
  const length = data.length < 126
    ? [mask | data.length]
    : [mask | 126, data.length >> 8, data.length & 0xff];
  const key = isBare ? [] : [0, 0, 0, 0];
  return Uint8Array.from([(isOpen ? 0 : 0x80) | opcode, ...length, ...key, ...data]);
}

/** A websocket client that sends frames as it is told to, valid or not. */
export class RawWebsocket implements Disposable {
  readonly #connection: Deno.TcpConn;
  #isClosed = false;

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
  }

  /** Connects and agrees on a subprotocol, with further headers. */
  static async open(
    port: number,
    protocol: string,
    headers: readonly string[] = [],
  ): Promise<RawWebsocket> {
    const client = new RawWebsocket(await Deno.connect({ hostname: "127.0.0.1", port }));
    const lines = [
      "GET /ws HTTP/1.1",
      `Host: 127.0.0.1:${port}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      `Sec-WebSocket-Protocol: ${protocol}`,
      ...headers,
    ];
    await client.send(ENCODER.encode(`${lines.join("\r\n")}\r\n\r\n`));
    let answer = "";
    while (!answer.includes("\r\n\r\n")) answer += DECODER.decode(await client.#read(1));
    if (!answer.startsWith("HTTP/1.1 101")) throw new Error(`Cannot upgrade: ${answer}`);
    return client;
  }

  /** Sends bytes. */
  async send(...parts: readonly Uint8Array[]): Promise<void> {
    for (const part of parts) {
      for (let at = 0; at < part.length;) at += await this.#connection.write(part.subarray(at));
    }
  }

  /** Returns the next frame of the server, when it comes. */
  async next(): Promise<{ readonly opcode: number; readonly payload: Uint8Array }> {
    const [first = 0, short = 0] = await this.#read(2);
    const digits = short < 126 ? [short] : [...await this.#read(short === 126 ? 2 : 8)];
    const length = digits.reduce((sum, digit) => sum * 256 + digit, 0);
    return { opcode: first & 0x0f, payload: await this.#read(length) };
  }

  /** Returns the code of the close frame, when it comes; other frames are dropped. */
  async closeCode(): Promise<number> {
    for (;;) {
      const { opcode, payload } = await this.next();
      if (opcode === OPCODE.CLOSE) return ((payload[0] ?? 0) << 8) | (payload[1] ?? 0);
    }
  }

  /** Ends the connection without a word. */
  [Symbol.dispose](): void {
    if (!this.#isClosed) this.#connection.close();
    this.#isClosed = true;
  }

  async #read(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length;) {
      const count = await this.#connection.read(bytes.subarray(at));
      if (count === null) throw new Error("Cannot read: the server has ended the connection");
      at += count;
    }
    return bytes;
  }
}
