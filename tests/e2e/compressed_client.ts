import { createInflate } from "node:zlib";
import { COMMAND, OPTION } from "../../src/portals/telnet/telnet_bytes.ts";
import { bytes, latin1 } from "../portals/telnet/fake_peer.ts";
import { soon } from "./soon.ts";

const { IAC, SB, SE, DO } = COMMAND;
const START = latin1(bytes(IAC, SB, OPTION.MCCP2, IAC, SE));

/** A telnet client over a real socket that takes compression (MCCP2) and nothing else. */
export class CompressedClient implements AsyncDisposable {
  readonly #socket: Deno.TcpConn;
  readonly #inflate = createInflate();
  readonly #reading: Promise<void>;
  #plain = "";
  #text = "";
  #news = Promise.withResolvers<void>();

  private constructor(socket: Deno.TcpConn) {
    this.#socket = socket;
    this.#inflate.on("data", (bytes: Uint8Array) => this.#hear(latin1(bytes)));
    this.#reading = this.#read();
  }

  /** Connects, and asks for compression. */
  static async connect(port: number): Promise<CompressedClient> {
    const client = new CompressedClient(await Deno.connect({ hostname: "127.0.0.1", port }));
    await client.send(IAC, DO, OPTION.MCCP2);
    return client;
  }

  /** How many streams were begun, and what came before the first. */
  get starts(): number {
    return this.#plain.split(START).length - 1;
  }

  /** Sends bytes and text. */
  async send(...parts: readonly (string | number)[]): Promise<void> {
    const all = bytes(...parts);
    for (let at = 0; at < all.length;) at += await this.#socket.write(all.subarray(at));
  }

  /** Waits until something comes within the stream, and forgets what came up to it. */
  async until(pattern: RegExp): Promise<void> {
    for (;;) {
      const found = pattern.exec(this.#text);
      if (found !== null) {
        this.#text = this.#text.slice(found.index + found[0].length);
        return;
      }
      await soon(this.#news.promise, () => `Cannot find ${pattern} in:\n${this.#text}`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await this.#reading;
    this.#inflate.destroy();
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(65_536);
    try {
      for (;;) {
        const count = await this.#socket.read(buffer);
        if (count === null) return;
        this.#take(buffer.slice(0, count));
      }
    } catch {
      // The test has closed it.
    }
  }

  #take(received: Uint8Array): void {
    if (this.starts > 0) return void this.#inflate.write(received);
    this.#plain += latin1(received);
    const at = this.#plain.indexOf(START);
    if (at < 0) return;
    const stream = this.#plain.slice(at + START.length);
    this.#plain = this.#plain.slice(0, at + START.length);
    if (stream !== "") this.#inflate.write(bytes(...Array.from(stream, (c) => c.charCodeAt(0))));
  }

  #hear(text: string): void {
    this.#text += text;
    this.#news.resolve();
    this.#news = Promise.withResolvers<void>();
  }
}
