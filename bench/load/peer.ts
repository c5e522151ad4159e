import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { clientFrame, UPGRADE } from "./client_frame.ts";
import type { PeerKind } from "./wire.ts";

const LF = 10;
/** IAC DO MCCP2: from then on all is compressed, and nothing is read any more. */
const COMPRESS = new Uint8Array([255, 253, 86]);

/** What a peer hears. */
export interface PeerEvents {
  /** So many line ends came. */
  readonly onLines: (count: number) => void;
}

/** A text that is waited for, and who waits. */
interface Wanted {
  readonly text: string;
  readonly found: (whole: string) => void;
}

/** One client of a server under load: lines go out, and line ends are counted that come in. */
export class Peer {
  readonly #socket: Socket;
  readonly #kind: PeerKind;
  readonly #decoder = new TextDecoder("latin1");
  #events: PeerEvents | undefined;
  #wanted: Wanted | undefined;
  #text = "";

  private constructor(socket: Socket, kind: PeerKind) {
    this.#socket = socket;
    this.#kind = kind;
    socket.on("data", (bytes: Uint8Array) => this.#take(bytes));
    socket.on("error", () => {});
  }

  /** Connects, and returns when the first text has come. */
  static async greeted(kind: PeerKind, port: number): Promise<Peer> {
    const { promise, reject } = Promise.withResolvers<never>();
    const where = { host: "127.0.0.1", port };
    const socket = kind === "tls"
      ? connectTls({ ...where, rejectUnauthorized: false })
      : connect({ ...where, noDelay: true });
    socket.once("error", reject);
    const peer = new Peer(socket, kind);
    // One text is waited for: what comes between two waits is lost.
    const greeting = peer.until(kind === "websocket" ? "Welcome" : "\n");
    if (kind === "websocket") socket.write(UPGRADE);
    await Promise.race([greeting, promise]);
    if (kind === "websocket") {
      socket.write(clientFrame(JSON.stringify(["client_options", [], { client: "bench" }])));
    }
    return peer;
  }

  /** Who hears the line ends from now on. */
  set events(events: PeerEvents) {
    this.#events = events;
  }

  /** Sends a typed line. */
  send(line: string): void {
    this.#socket.write(
      this.#kind === "websocket"
        ? clientFrame(JSON.stringify(["text", [line], {}]))
        : `${line}\r\n`,
    );
  }

  /** Waits until a text comes, and returns all up to the end of what came with it. */
  until(text: string): Promise<string> {
    return new Promise((found) => this.#wanted = { text, found });
  }

  /** Asks for compression; nothing can be read afterwards. */
  compress(): void {
    this.#socket.write(COMPRESS);
  }

  /** Ends the connection. */
  close(): void {
    this.#socket.destroy();
  }

  #take(bytes: Uint8Array): void {
    if (this.#wanted !== undefined) return this.#look(this.#wanted, bytes);
    let count = 0;
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) count++;
    if (count > 0) this.#events?.onLines(count);
  }

  #look({ text, found }: Wanted, bytes: Uint8Array): void {
    this.#text += this.#decoder.decode(bytes);
    if (!this.#text.includes(text)) return;
    const whole = this.#text;
    this.#text = "";
    this.#wanted = undefined;
    found(whole);
  }
}
