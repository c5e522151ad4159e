import type { ByteStream } from "../src/portals/telnet/byte_stream.ts";
import { Answers } from "./answers.ts";
import { connectTo } from "./connect.ts";
import { Inflater } from "./inflater.ts";
import type { Persona } from "./personas/persona.ts";
import { decode, Recording, withoutColours } from "./recording.ts";
import { ascii } from "./telnet_bytes.ts";
import { startsCompression, TelnetReader } from "./telnet_reader.ts";

/** Where a server listens. */
export interface Target {
  readonly hostname: string;
  readonly port: number;
  /** Whether it speaks TLS from the first byte on. */
  readonly isSecure?: true;
}

/** How long a client waits. */
export interface Patience {
  /** For something that must come, in milliseconds. */
  readonly longestMs: number;
  /** After how long a silence the server has said what it had to say, in milliseconds. */
  readonly quietMs: number;
}

/** A client that behaves as its persona, and writes down what it gets. */
export class LabClient implements AsyncDisposable {
  readonly recording = new Recording();
  readonly #socket: ByteStream;
  readonly #persona: Persona;
  readonly #patience: Patience;
  readonly #answers: Answers;
  readonly #reader = new TelnetReader();
  readonly #startedAt = performance.now();
  readonly #reading: Promise<void>;
  #writing: Promise<void> = Promise.resolve();
  #inflater: Inflater | undefined;
  #from = 0;
  #isEnded = false;
  #news = Promise.withResolvers<void>();

  private constructor(socket: ByteStream, persona: Persona, patience: Patience) {
    this.#socket = socket;
    this.#persona = persona;
    this.#patience = patience;
    this.#answers = new Answers(persona);
    this.#send(this.#answers.atOnce());
    this.#reading = this.#read();
  }

  /** Connects. */
  static async connect(target: Target, persona: Persona, patience: Patience): Promise<LabClient> {
    return new LabClient(await connectTo(target), persona, patience);
  }

  /** Types a line. */
  type(line: string): Promise<void> {
    return this.#type(line, "line");
  }

  /** Types what nobody may see. */
  typeSecret(line: string): Promise<void> {
    return this.#type(line, "secret");
  }

  /** Waits for text that was not there at the last wait. Its absence is a failure that is noted. */
  async until(pattern: RegExp): Promise<boolean> {
    const isThere = await this.untilRecorded(({ text }) =>
      pattern.test(withoutColours(decode(text.slice(this.#from))))
    );
    this.#from = this.recording.text.length;
    if (!isThere) this.recording.failures.push(`never saw ${pattern.source}`);
    return isThere;
  }

  /** Waits until something is recorded, and tells whether it was. */
  async untilRecorded(isThere: (recording: Recording) => boolean): Promise<boolean> {
    const deadline = performance.now() + this.#patience.longestMs;
    while (!isThere(this.recording)) {
      if (!await this.#hasNews(deadline - performance.now())) return isThere(this.recording);
    }
    return true;
  }

  /** Waits until the server is silent. */
  async quiet(): Promise<void> {
    while (await this.#hasNews(this.#patience.quietMs));
    this.#from = this.recording.text.length;
  }

  /** Notes that the first screen is there. */
  noteBanner(): void {
    this.recording.bannerMs = Math.round(performance.now() - this.#startedAt);
    this.recording.bannerBytes = this.recording.wireBytes;
  }

  /** Waits until the server has closed the connection. */
  async ended(): Promise<void> {
    await this.untilRecorded(() => this.#isEnded);
    if (!this.#isEnded) this.recording.failures.push("the server did not close the connection");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writing;
    if (!this.#isEnded) this.#socket.close();
    await this.#reading;
    this.#inflater?.[Symbol.dispose]();
  }

  async #type(line: string, kind: "line" | "secret"): Promise<void> {
    this.recording.type(kind);
    this.#send([ascii(`${line}${this.#persona.lineEnd}`)]);
    await this.#writing;
  }

  /** Waits for news; false when none came in time, or none can come. */
  async #hasNews(ms: number): Promise<boolean> {
    if (this.#isEnded) return false;
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => late.resolve(false), Math.max(0, ms));
    const hasNews = await Promise.race([this.#news.promise.then(() => true), late.promise]);
    clearTimeout(timer);
    return hasNews;
  }

  #send(messages: readonly Uint8Array[]): void {
    for (const message of messages) {
      this.#writing = this.#writing.then(() => this.#write(message));
    }
  }

  async #write(bytes: Uint8Array): Promise<void> {
    try {
      for (let at = 0; at < bytes.length;) at += await this.#socket.write(bytes.subarray(at));
    } catch {
      // What a server did not want to hear is seen by its silence.
    }
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(65_536);
    try {
      for (;;) {
        const count = await this.#socket.read(buffer);
        if (count === null) break;
        this.recording.wireBytes += count;
        await this.#take(buffer.slice(0, count));
        this.#wake();
      }
    } catch {
      // A cut connection ends like a closed one.
    }
    // zlib tells of a stream's end by itself only where something follows it.
    const inflater = this.#inflater;
    if (await inflater?.isWhole() && inflater !== undefined) {
      this.#endCompression(inflater, "ended");
    }
    this.#end();
  }

  #end(): void {
    this.#isEnded = true;
    try {
      this.#socket.close();
    } catch {
      // It was closed by ourselves.
    }
    this.#wake();
  }

  async #take(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) {
      rest = this.#inflater === undefined ? this.#takePlain(rest) : await this.#inflate(rest);
    }
  }

  /** Reads bytes up to where compression starts, and returns those behind it. */
  #takePlain(bytes: Uint8Array): Uint8Array {
    for (const [at, byte] of bytes.entries()) {
      const event = this.#reader.read(byte);
      if (event === undefined) continue;
      if (event.kind === "text") this.recording.typesBeforeText ??= this.#answers.typesTold;
      this.recording.add(event);
      const answers = this.#answers.to(event);
      this.recording.verbsSent += answers.filter(({ length }) => length === 3).length;
      this.#send(answers);
      if (!startsCompression(event)) continue;
      this.#inflater = new Inflater();
      this.recording.compression = "on";
      return bytes.subarray(at + 1);
    }
    return new Uint8Array();
  }

  async #inflate(bytes: Uint8Array): Promise<Uint8Array> {
    const inflater = this.#inflater ?? new Inflater();
    try {
      const inflated = await inflater.inflate(bytes);
      this.#takePlain(inflated.bytes);
      if (!inflated.isEnded) return new Uint8Array();
      this.#endCompression(inflater, "ended");
      return inflated.rest;
    } catch {
      this.#endCompression(inflater, "broken");
      return new Uint8Array();
    }
  }

  #endCompression(inflater: Inflater, how: "ended" | "broken"): void {
    inflater[Symbol.dispose]();
    this.#inflater = undefined;
    this.recording.compression = how;
  }

  #wake(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers<void>();
  }
}
