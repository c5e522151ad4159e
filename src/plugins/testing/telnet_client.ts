import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call } from "../../core/boundary/messages.ts";
import { systemClock } from "../../core/clock.ts";
import { gmcpName, inputFuncName } from "../../portals/gmcp/names.ts";
import { readGmcp } from "../../portals/gmcp/read_message.ts";
import { writeGmcp } from "../../portals/gmcp/write_message.ts";
import type { Received } from "../../portals/loopback/loopback_connection.ts";
import { TelnetDecoder, type TelnetEvent } from "../../portals/telnet/codec.ts";
import {
  encodeNegotiation,
  encodeSubnegotiation,
  encodeText,
} from "../../portals/telnet/encode.ts";
import { OPTION, type Verb } from "../../portals/telnet/telnet_bytes.ts";
import { Replies } from "./replies.ts";
import type { TestClient } from "./test_client.ts";

const DECODER_OPTIONS = { payloadLimit: () => 1 << 20, openMs: Infinity, clock: systemClock };
const PING = new TextEncoder().encode("Core.Ping");
/** The escape sequences that colours and other styles are made of (ECMA-48, SGR). */
// deno-lint-ignore no-control-regex -- it begins with one
const STYLES = /\x1b\[[0-9;]*m/g;

/** A telnet client on a real socket, which speaks GMCP and refuses what else it is offered. */
export class TelnetTestClient implements TestClient {
  readonly portal = "telnet";
  readonly comesInLines = false;
  readonly #socket: Deno.TcpConn;
  readonly #received: Received[] = [];
  readonly #decoder = new TelnetDecoder(DECODER_OPTIONS);
  readonly #text = new TextDecoder();
  readonly #pongs = new Replies();
  readonly #reading: Promise<void>;
  #writing: Promise<void> = Promise.resolve();
  #isSecret = false;

  private constructor(socket: Deno.TcpConn) {
    this.#socket = socket;
    this.#write(encodeNegotiation("do", OPTION.GMCP));
    this.#reading = this.#read();
  }

  /** Connects to a port of this machine. */
  static async connect(port: number): Promise<TelnetTestClient> {
    return new TelnetTestClient(await Deno.connect({ hostname: "127.0.0.1", port }));
  }

  get received(): readonly Received[] {
    return this.#received;
  }

  get isSecret(): boolean {
    return this.#isSecret;
  }

  type(line: string): void {
    this.#write(encodeText(`${line}\n`));
  }

  call(call: Call): void {
    const name = gmcpName(call[0]);
    const payload = name === undefined ? undefined : writeGmcp(name, call);
    if (payload === undefined) {
      throw new TypeError(`Cannot send "${call[0]}" by telnet as GMCP must have a word for it`);
    }
    this.#write(encodeSubnegotiation(OPTION.GMCP, payload));
  }

  tell({ screenWidth = 0, screenHeight = 0, ...others }: ProtocolFlags): void {
    const [other] = Object.keys(others);
    if (other !== undefined) {
      throw new TypeError(
        `Cannot tell "${other}" by telnet as a client must have a word for it: ` +
          "screenWidth and screenHeight have one",
      );
    }
    const size = new DataView(new ArrayBuffer(4));
    size.setUint16(0, screenWidth);
    size.setUint16(2, screenHeight);
    this.#write(encodeNegotiation("will", OPTION.NAWS));
    this.#write(encodeSubnegotiation(OPTION.NAWS, new Uint8Array(size.buffer)));
  }

  /** The portal answers this ping itself, after everything that it was sent and has said before. */
  flush(): Promise<void> {
    this.#write(encodeSubnegotiation(OPTION.GMCP, PING));
    return this.#pongs.next();
  }

  vanish(): void {
    this.#pongs.end();
    try {
      this.#socket.close();
    } catch {
      // The other side was faster.
    }
  }

  async close(): Promise<void> {
    this.vanish();
    await this.#reading;
    await this.#writing;
  }

  #write(bytes: Uint8Array): void {
    this.#writing = this.#writing.then(async () => {
      for (let at = 0; at < bytes.length;) at += await this.#socket.write(bytes.subarray(at));
    }).catch(() => this.#pongs.end());
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(65_536);
    try {
      for (let count; (count = await this.#socket.read(buffer)) !== null;) {
        for (const event of this.#decoder.push(buffer.subarray(0, count))) this.#take(event);
      }
    } catch {
      // A cut connection ends like a closed one.
    }
    this.vanish();
  }

  #take(event: TelnetEvent): void {
    if (event.kind === "data") this.#show(this.#text.decode(event.bytes, { stream: true }));
    if (event.kind === "negotiation") this.#answer(event.verb, event.option);
    if (event.kind === "subnegotiation" && event.option === OPTION.GMCP) this.#hear(event.payload);
  }

  #show(text: string): void {
    const plain = text.replaceAll("\r", "").replace(STYLES, "");
    if (plain !== "") this.#received.push({ name: "text", text: plain, kwargs: {} });
  }

  /** What was asked for needs no answer, and a refusal is not asked for again. */
  #answer(verb: Verb, option: number): void {
    if (option === OPTION.ECHO) {
      this.#isSecret = verb === "will";
      this.#write(encodeNegotiation(verb === "will" ? "do" : "dont", option));
    } else if (verb === "will" && option !== OPTION.GMCP) {
      this.#write(encodeNegotiation("dont", option));
    } else if (verb === "do" && option !== OPTION.NAWS) {
      this.#write(encodeNegotiation("wont", option));
    }
  }

  #hear(payload: Uint8Array): void {
    const message = readGmcp(payload, { depth: 64 });
    if (message.kind === "refused") return;
    if (message.name === "Core.Ping") return this.#pongs.came();
    const { name, args, kwargs } = message;
    this.#received.push({ name: inputFuncName(name), text: "", kwargs, args });
  }
}
