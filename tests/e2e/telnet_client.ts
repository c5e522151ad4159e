import { Buffer } from "node:buffer";
import { InflatingReader } from "./inflating_reader.ts";
import { soon } from "./soon.ts";

const IAC = 255;
const SB = 250;
const SE = 240;
const WILL = 251;
const WONT = 252;
const DONT = 254;
const ECHO = 1;

/**
 * A telnet client over a real socket: it negotiates nothing, as netcat does, and reads text, also
 * text that is compressed because a test has agreed to that.
 */
export class TelnetClient implements AsyncDisposable {
  readonly #socket: Deno.TcpConn;
  readonly #reading: Promise<void>;
  readonly #inflating = new InflatingReader();
  readonly #decoder = new TextDecoder();
  #raw: number[] = [];
  #text = "";
  /** What was shown since the last wait found what it waited for. */
  #unread = "";
  #isEnded = false;
  #isSecret = false;
  #received = "";
  #waiting: (() => void)[] = [];

  private constructor(socket: Deno.TcpConn) {
    this.#socket = socket;
    this.#reading = this.#read();
  }

  /** Connects. */
  static async connect(port: number): Promise<TelnetClient> {
    return new TelnetClient(await Deno.connect({ hostname: "127.0.0.1", port }));
  }

  /** Everything shown so far. */
  get text(): string {
    return this.#text;
  }

  /** Whether the server compresses what it sends (MCCP2). */
  get isCompressed(): boolean {
    return this.#inflating.isCompressed;
  }

  /** Everything that came, each byte as one character, and nothing of it compressed. */
  get received(): string {
    return this.#received;
  }

  /** Whether the server has said last that it echoes: a terminal then hides what is typed. */
  get isSecret(): boolean {
    return this.#isSecret;
  }

  /** Types a line. */
  async send(line: string): Promise<void> {
    await this.write(new TextEncoder().encode(`${line}\r\n`));
  }

  /** Sends bytes as they are. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += await this.#socket.write(bytes.subarray(at));
  }

  /** Sends bytes as they are, up to where the other side closes. */
  async tryWrite(bytes: Uint8Array): Promise<void> {
    try {
      await this.write(bytes);
    } catch {
      // That it closed is what the test asks about.
    }
  }

  /**
   * Waits until something is shown that was not there at the last wait.
   *
   * @returns What was shown since then, up to the end of it.
   * @throws {Error} When the connection ends first, with what was shown.
   */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.#unread);
      if (found !== null) {
        const end = found.index + found[0].length;
        const shown = this.#unread.slice(0, end);
        this.#unread = this.#unread.slice(end);
        return shown;
      }
      await this.#more(`${pattern}`);
    }
  }

  /** Waits until bytes, each as one character, have come so often in all. */
  async untilReceived(bytes: string, times: number): Promise<void> {
    while (this.#received.split(bytes).length <= times) await this.#more("those bytes");
  }

  /** Waits until the other side has closed. */
  async ended(): Promise<void> {
    await this.#reading;
  }

  /** Vanishes. */
  close(): void {
    try {
      this.#socket.close();
    } catch {
      // The other side was faster.
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await this.#reading;
  }

  async #more(wanted: string): Promise<void> {
    if (this.#isEnded) throw new Error(`The connection ended before ${wanted} in:\n${this.#text}`);
    await soon(
      new Promise<void>((resolve) => this.#waiting.push(resolve)),
      () => `Cannot find ${wanted} in what came since the last wait:\n${this.#unread}`,
    );
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(65_536);
    try {
      for (;;) {
        const count = await this.#socket.read(buffer);
        if (count === null) break;
        this.#take(await this.#inflating.read(buffer.subarray(0, count)));
      }
    } catch {
      // A cut connection ends like a closed one.
    }
    this.#isEnded = true;
    this.#inflating.close();
    this.close();
    this.#wake();
  }

  #take(bytes: Uint8Array): void {
    this.#received += Buffer.from(bytes).toString("latin1");
    if (this.#raw.length === 0 && !bytes.includes(IAC)) return this.#show(bytes);
    this.#raw.push(...bytes);
    const plain: number[] = [];
    let at = 0;
    while (at < this.#raw.length) {
      const size = this.#commandSize(at);
      if (size === undefined) break;
      if (size === 0) plain.push(this.#raw[at] ?? 0);
      if (size === 3 && this.#raw[at + 2] === ECHO) this.#hearEcho(this.#raw[at + 1]);
      at += Math.max(1, size);
    }
    this.#raw.splice(0, at);
    this.#show(Uint8Array.from(plain));
  }

  #show(bytes: Uint8Array): void {
    const text = this.#decoder.decode(bytes, { stream: true });
    // deno-lint-ignore no-control-regex -- colours are not text
    const plain = text.replaceAll("\r", "").replace(/\u001b\[[0-9;]*m/g, "");
    this.#text += plain;
    this.#unread += plain;
    this.#wake();
  }

  #hearEcho(verb: number | undefined): void {
    if (verb === WILL || verb === WONT) this.#isSecret = verb === WILL;
  }

  /** The length of the command there: 0 when it is text, undefined when it is not whole. */
  #commandSize(at: number): number | undefined {
    const [first, second] = [this.#raw[at], this.#raw[at + 1]];
    if (first !== IAC) return 0;
    if (second === undefined) return undefined;
    if (second === SB) {
      const isEnd = (byte: number, place: number) =>
        place > at && byte === SE && this.#raw[place - 1] === IAC;
      const end = this.#raw.findIndex(isEnd);
      return end < 0 ? undefined : end + 1 - at;
    }
    const isNegotiation = second >= WILL && second <= DONT;
    if (!isNegotiation) return 2;
    return this.#raw.length < at + 3 ? undefined : 3;
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
