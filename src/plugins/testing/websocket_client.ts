import type { Buffer } from "node:buffer";
import { WebSocket } from "ws";
import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call } from "../../core/boundary/messages.ts";
import type { Received } from "../../portals/loopback/loopback_connection.ts";
import { SPANS_PROTOCOL } from "../../portals/web/dialect.ts";
import { Replies } from "./replies.ts";
import type { TestClient } from "./test_client.ts";
import { frameText } from "./frame_text.ts";

/** The client's end of a websocket: the platform's own can neither ping nor vanish. */
interface Socket {
  send(text: string): void;
  ping(): void;
  close(code: number): void;
  terminate(): void;
  on(event: "message", listener: (data: Buffer) => void): void;
  on(event: "open" | "pong" | "close", listener: () => void): void;
  on(event: "error", listener: (error: Error) => void): void;
}

/** A client on a real websocket, which speaks as the page of the web portal does. */
export class WebsocketTestClient implements TestClient {
  readonly portal = "websocket";
  readonly comesInLines = true;
  readonly #socket: Socket;
  readonly #received: Received[] = [];
  readonly #pongs = new Replies();
  readonly #closed = Promise.withResolvers<void>();
  #isSecret = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("message", (data) => this.#take(JSON.parse(data.toString())));
    socket.on("pong", () => this.#pongs.came());
    socket.on("close", () => {
      this.#pongs.end();
      this.#closed.resolve();
    });
  }

  /** Connects to a port of this machine. */
  static async connect(port: number): Promise<WebsocketTestClient> {
    const options = { perMessageDeflate: false };
    const socket: Socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, [SPANS_PROTOCOL], options);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    socket.on("open", () => resolve());
    socket.on("error", reject);
    const client = new WebsocketTestClient(socket);
    await promise;
    // Its input flows once it has told something of itself.
    client.call(["client_options", [], { client: "testkit" }]);
    return client;
  }

  get received(): readonly Received[] {
    return this.#received;
  }

  get isSecret(): boolean {
    return this.#isSecret;
  }

  type(line: string): void {
    this.call(["text", [line], {}]);
    this.#isSecret = false;
  }

  call(call: Call): void {
    this.#socket.send(JSON.stringify(call));
  }

  tell({ screenWidth, screenHeight, screenReader, noColor, clientName }: ProtocolFlags): void {
    const options = {
      screenwidth: screenWidth,
      screenheight: screenHeight,
      screenreader: screenReader,
      nocolor: noColor,
      client: clientName,
    };
    this.call(["client_options", [], options]);
  }

  flush(): Promise<void> {
    const pong = this.#pongs.next();
    try {
      this.#socket.ping();
    } catch {
      this.#pongs.end();
    }
    return pong;
  }

  vanish(): void {
    this.#pongs.end();
    this.#socket.terminate();
  }

  async close(): Promise<void> {
    this.#socket.close(1000);
    await this.#closed.promise;
  }

  #take([name, args, kwargs]: Call): void {
    if (name === "input_mode") this.#isSecret = args[0] === "secret";
    else if (name === "text" || name === "prompt") {
      this.#received.push({ name, text: frameText(args[0]), kwargs });
    } else this.#received.push({ name, text: "", kwargs, args });
  }
}
