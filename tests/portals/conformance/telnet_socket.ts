import { gmcpName } from "../../../src/portals/gmcp/names.ts";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { bytes, latin1 } from "../telnet/fake_peer.ts";
import type { SuiteClient, SuiteOob } from "./suite.ts";

const { IAC, WILL, WONT, DO, SB, SE } = COMMAND;

/** What a client's bytes come from and go to. */
export type ClientStream = Pick<Deno.Conn, "read" | "write" | "close">;

/** A telnet client on a real socket, which agrees to tell its size and to hide what is typed. */
export class TelnetSocket implements SuiteClient {
  readonly #socket: ClientStream;
  readonly #reading: Promise<void>;
  #seen = "";
  #hasEnded = false;
  #isClosed = false;
  #wake: () => void = () => {};

  private constructor(socket: ClientStream) {
    this.#socket = socket;
    this.#reading = this.#readAll();
  }

  /** Connects, and shows that it knows telnet. */
  static async connect(port: number): Promise<TelnetSocket> {
    return await TelnetSocket.over(await Deno.connect({ hostname: "127.0.0.1", port }));
  }

  /** Shows on an open connection that it knows telnet. */
  static async over(socket: ClientStream): Promise<TelnetSocket> {
    const client = new TelnetSocket(socket);
    await client.send(IAC, WILL, OPTION.NAWS);
    return client;
  }

  type(line: string): Promise<void> {
    return this.send(`${line}\r\n`);
  }

  async until(text: string): Promise<void> {
    await this.untilRaw(text);
  }

  untilTyping(mode: "hidden" | "shown"): Promise<void> {
    return this.until(latin1([IAC, mode === "hidden" ? WILL : WONT, OPTION.ECHO]));
  }

  resize(columns: number): Promise<void> {
    return this.send(IAC, SB, OPTION.NAWS, 0, columns, 0, 40, IAC, SE);
  }

  /** Out-of-band messages as GMCP. */
  get oob(): SuiteOob {
    return {
      agree: () => this.send(IAC, DO, OPTION.GMCP),
      send: (name, kwargs) => this.send(...gmcp(name, kwargs)),
      until: (name, kwargs) => this.until(latin1(bytes(...gmcp(name, kwargs)))),
    };
  }

  async ended(): Promise<void> {
    await this.#reading;
  }

  vanish(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#socket.close();
  }

  /** Waits until the other side has ended, and ends too. */
  async close(): Promise<void> {
    await this.#reading;
    this.vanish();
  }

  /** Sends bytes and text. */
  async send(...parts: readonly (string | number)[]): Promise<void> {
    try {
      await this.#socket.write(bytes(...parts));
    } catch {
      // The other side was faster; what it said can still be read.
    }
  }

  /** Waits for what comes exactly so, and returns what came before. */
  async untilRaw(wanted: string): Promise<string> {
    for (;;) {
      const at = this.#seen.indexOf(wanted);
      if (at >= 0) {
        const before = this.#seen.slice(0, at);
        this.#seen = this.#seen.slice(at + wanted.length);
        return before;
      }
      if (this.#hasEnded) throw new Error(`Cannot find ${wanted} in ${JSON.stringify(this.#seen)}`);
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  async #readAll(): Promise<void> {
    const buffer = new Uint8Array(4096);
    try {
      for (;;) {
        const count = await this.#socket.read(buffer);
        if (count === null) break;
        // deno-lint-ignore no-control-regex -- colours are not text
        this.#seen += latin1(buffer.subarray(0, count)).replace(/\u001b\[[0-9;]*m/g, "");
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

/** The bytes of a GMCP message. */
function gmcp(name: string, kwargs: Readonly<Record<string, unknown>>): (string | number)[] {
  return [IAC, SB, OPTION.GMCP, `${gmcpName(name)} ${JSON.stringify(kwargs)}`, IAC, SE];
}
