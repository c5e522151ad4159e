import type { ConformanceClient } from "@vestibule/core/portal/conformance";

/** A finger client on a real socket. */
export class FingerClient implements ConformanceClient {
  readonly #socket: Deno.TcpConn;
  readonly #reading: Promise<void>;
  #shown = "";
  #hasEnded = false;
  #isClosed = false;
  #wake: () => void = () => {};

  private constructor(socket: Deno.TcpConn) {
    this.#socket = socket;
    this.#reading = this.#readAll();
  }

  /** Connects to a portal on this machine. */
  static async connect(port: number): Promise<FingerClient> {
    return new FingerClient(await Deno.connect({ hostname: "127.0.0.1", port }));
  }

  /** Asks, and returns the answer. */
  static async ask(port: number, question: string): Promise<string> {
    const client = await FingerClient.connect(port);
    await client.send(question);
    await client.ended();
    return client.#shown;
  }

  type(line: string): Promise<void> {
    return this.send(`${line}\r\n`);
  }

  /** Sends text as it is. */
  async send(text: string): Promise<void> {
    await this.#socket.write(new TextEncoder().encode(text));
  }

  /** Says that it will say no more, and goes on listening. */
  async closeWrite(): Promise<void> {
    await this.#socket.closeWrite();
  }

  async until(text: string): Promise<void> {
    for (;;) {
      const at = this.#shown.indexOf(text);
      if (at >= 0) {
        this.#shown = this.#shown.slice(at + text.length);
        return;
      }
      if (this.#hasEnded) throw new Error(`Cannot find ${text} in ${JSON.stringify(this.#shown)}`);
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  async ended(): Promise<void> {
    await this.#reading;
  }

  vanish(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#socket.close();
  }

  async #readAll(): Promise<void> {
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(4096);
    try {
      for (;;) {
        const count = await this.#socket.read(buffer);
        if (count === null) break;
        this.#shown += decoder.decode(buffer.subarray(0, count), { stream: true });
        this.#wake();
      }
    } catch {
      // A connection that was cut has ended.
    }
    this.#hasEnded = true;
    this.vanish();
    this.#wake();
  }
}
