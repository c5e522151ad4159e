import { OPCODE, rawFrame, RawWebsocket } from "../raw_frames.ts";

const DECODER = new TextDecoder();

/** A client that can come back to its session, and whose line can be cut. */
export class ResumingClient implements Disposable {
  readonly #socket: RawWebsocket;
  /** What the session is known by. */
  readonly token: string;

  private constructor(socket: RawWebsocket, token: string) {
    this.#socket = socket;
    this.token = token;
  }

  /** Connects, and starts a session. */
  static async start(port: number, offer = "resume"): Promise<ResumingClient> {
    const socket = await RawWebsocket.open(port, `spans.vestibule, ${offer}`);
    const [name, [token]] = await read(socket);
    if (name !== "resume" || typeof token !== "string") throw new Error(`Cannot start: ${name}`);
    return new ResumingClient(socket, token);
  }

  /** Connects again, having received so many messages. */
  async return(port: number, received: number): Promise<ResumingClient> {
    const protocol = `spans.vestibule, resume.${this.token}.${received}`;
    return new ResumingClient(await RawWebsocket.open(port, protocol), this.token);
  }

  /** Sends a call. */
  async send(name: string, args: readonly unknown[] = []): Promise<void> {
    await this.#socket.send(rawFrame(OPCODE.TEXT, JSON.stringify([name, args, {}])));
  }

  /** Returns the next call of the server, when it comes. */
  next(): Promise<readonly [name: string, args: readonly unknown[], kwargs: unknown]> {
    return read(this.#socket);
  }

  /** Closes with a code (RFC 6455, section 7.4.1), waits for the answer, and hangs up. */
  async close(code: number): Promise<void> {
    await this.#socket.send(rawFrame(OPCODE.CLOSE, Uint8Array.of(code >> 8, code & 0xff)));
    await this.closeCode();
    this[Symbol.dispose]();
  }

  /** Returns the code that the server closes with, when it does. */
  closeCode(): Promise<number> {
    return this.#socket.closeCode();
  }

  /** Cuts the line. */
  [Symbol.dispose](): void {
    this.#socket[Symbol.dispose]();
  }
}

async function read(
  socket: RawWebsocket,
): Promise<readonly [name: string, args: readonly unknown[], kwargs: unknown]> {
  return JSON.parse(DECODER.decode((await socket.next()).payload));
}
