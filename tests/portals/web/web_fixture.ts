import { ManualClock } from "../../../src/core/clock.ts";
import { Trace } from "../../../src/core/trace/trace.ts";
import { listenWeb, type WebOptions } from "../../../src/portals/web/listen_web.ts";
import { RecordingSink } from "../../../src/portals/conformance/recording_sink.ts";

/** A web portal on a free port, and all it works with. */
export interface WebFixture {
  readonly port: number;
  readonly sink: RecordingSink;
  readonly clock: ManualClock;
  readonly trace: Trace;
  /** Stops listening, before the test's end does it. */
  close(): Promise<void>;
}

const GMCP = { bytes: 1_000, depth: 8, packages: 5, perSecond: 10 } as const;

/** Returns complete options, with small limits. */
export function webOptions(changes: Partial<WebOptions> = {}): WebOptions {
  const { clock = new ManualClock(), trace = new Trace() } = changes;
  return {
    hostname: "127.0.0.1",
    port: 0,
    sink: new RecordingSink(),
    clock,
    trace,
    settleMs: 400,
    telnet: {
      ...{ clock, trace, settleMs: 400, keepAliveMs: 60_000, ports: () => ({}) },
      limits: { lineCharacters: 100, historyLines: 10, outboundBytes: 100_000, gmcp: GMCP },
    },
    allowedOrigins: [],
    keepMs: 300_000,
    isBanned: () => false,
    seeks: { take: () => true, giveBack: () => {} },
    serverName: "The Old House",
    ready: () => ({ ready: true }),
    limits: {
      maxPayload: 4_096,
      maxLineLength: 100,
      maxDepth: 8,
      maxBufferedBytes: 100_000,
      gmcp: GMCP,
      maxSockets: 50,
      maxHeaderBytes: 8_192,
      headersMs: 10_000,
    },
    ...changes,
  };
}

/** Runs a test against a web portal. */
export async function withWeb(
  test: (web: WebFixture) => Promise<void>,
  changes: Partial<WebOptions> = {},
): Promise<void> {
  const parts = { sink: new RecordingSink(), clock: new ManualClock(), trace: new Trace() };
  const portal = await listenWeb(webOptions({ ...parts, ...changes }));
  let closing: Promise<void> | null = null;
  const close = () => closing ??= portal.close();
  try {
    await test({ port: portal.port, ...parts, close });
  } finally {
    await close();
  }
}

/** A websocket client that keeps what it received. */
export class TestClient {
  readonly #socket: WebSocket;
  readonly #frames: unknown[] = [];
  #wake: () => void = () => {};
  /** How the connection ended. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = (event) => {
      this.#frames.push(JSON.parse(event.data));
      this.#wake();
    };
    this.closed = new Promise((resolve) => {
      socket.onclose = ({ code, reason }) => resolve({ code, reason });
    });
  }

  /** Connects; without protocols none is offered. */
  static async open(port: number, protocols: string[] = []): Promise<TestClient> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, protocols);
    const client = new TestClient(socket);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = (event) => reject(new Error(`Cannot open websocket: ${event.type}`));
    });
    socket.onerror = null;
    return client;
  }

  /** The subprotocol that was agreed on. */
  get protocol(): string {
    return this.#socket.protocol;
  }

  /** Sends a call as a frame. */
  send(name: string, args: readonly unknown[] = [], kwargs: unknown = {}): void {
    this.#socket.send(JSON.stringify([name, args, kwargs]));
  }

  /** Sends a frame as it is. */
  sendRaw(data: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(data);
  }

  /** Returns the next frame received, when it comes. */
  async next(): Promise<unknown> {
    while (this.#frames.length === 0) await new Promise<void>((resolve) => this.#wake = resolve);
    return this.#frames.shift();
  }

  /** Closes, and resolves when both sides have. */
  async close(): Promise<void> {
    this.#socket.close();
    await this.closed;
  }
}

const DECODER = new TextDecoder();

/** A bare TCP client: writes bytes, and reads no more than it is told to. */
export class RawClient implements Disposable {
  readonly #connection: Deno.Conn;

  private constructor(connection: Deno.Conn) {
    this.#connection = connection;
  }

  /** Connects and sends a request; each line gets its line end. */
  static async request(port: number, lines: readonly string[]): Promise<RawClient> {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port });
    await connection.write(new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`));
    return new RawClient(connection);
  }

  /** Asks for a websocket at `/ws`, with further headers. */
  static upgrade(port: number, headers: readonly string[] = []): Promise<RawClient> {
    return RawClient.request(port, [
      "GET /ws HTTP/1.1",
      `Host: 127.0.0.1:${port}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      ...headers,
    ]);
  }

  /** Returns the status of the answer, or `null` when there is none. */
  async status(): Promise<number | null> {
    const chunk = new Uint8Array(1024);
    const length = await this.#connection.read(chunk);
    const match = /^HTTP\/1\.1 (\d{3})/.exec(DECODER.decode(chunk.subarray(0, length ?? 0)));
    return match === null ? null : Number(match[1]);
  }

  /** Returns all that comes until the other side ends the connection. */
  async all(): Promise<string> {
    const chunk = new Uint8Array(64 * 1024);
    let text = "";
    for (let length = 0;; text += DECODER.decode(chunk.subarray(0, length))) {
      const read = await this.#connection.read(chunk);
      if (read === null) return text;
      length = read;
    }
  }

  /** Ends the connection without a word. */
  [Symbol.dispose](): void {
    this.#connection.close();
  }
}

/** Returns the status that a websocket request with these headers gets. */
export async function upgradeStatus(
  port: number,
  headers: readonly string[],
): Promise<number | null> {
  using client = await RawClient.upgrade(port, headers);
  return await client.status();
}
