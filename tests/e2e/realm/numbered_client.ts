import { Buffer } from "node:buffer";

/** What is told when a change could not be kept, so that a line has no answer but this. */
const REFUSAL = /so it was undone|so nothing was changed/;
/** What is told of each line whose change was kept, and whose Server died before it could answer. */
const DONE_BEFORE = /had done "(?:count|keep) (\d+)\b/g;
/** What answers a line. */
const ANSWER = /(?:count|keep) (\d+)!/g;

/** One line of a client, and what became of it. */
export interface SentLine {
  /** Counted from 1. */
  readonly number: number;
  /** Whether it changes what is kept. */
  readonly isKept: boolean;
  /** When it was sent, as `performance.now()` counts. */
  readonly sentAt: number;
  /** When it was answered first. */
  answeredAt?: number;
  /** How often it was answered. */
  answers: number;
  /** Whether it was told, while it had no answer, that changes could not be kept. */
  wasRefused: boolean;
  /** When it was told that, the first time. */
  refusedAt?: number;
  /** Whether it was told, while it had no answer, that it was done before the Server died. */
  wasDone: boolean;
  /** Whether the connection ended while it had no answer. */
  wasCut: boolean;
}

/** A telnet client that sends numbered lines and waits for nothing. */
export class NumberedClient {
  readonly name: string;
  readonly #at: number;
  readonly lines: SentLine[] = [];
  /** The answers that came after that of a later line. */
  outOfOrder = 0;
  /** How often its connection ended. */
  cuts = 0;
  /** The port of its last connection. */
  port = 0;
  #socket: Deno.TcpConn | undefined;
  #reading: Promise<void> = Promise.resolve();
  #writing: Promise<void> = Promise.resolve();
  #highest = 0;
  #tail = "";
  #wanted:
    | { readonly pattern: RegExp; readonly found: (match: RegExpExecArray) => void }
    | undefined;
  #onCut: () => void = () => {};

  /**
   * Creates a client.
   *
   * @param at Its number among all, from 0: the plugin knows it by that, and clients differ by it in
   * which of their lines change what is kept.
   */
  constructor(at: number) {
    this.#at = at;
    this.name = `c${at}`;
  }

  /** Connects, also after an end, and waits for the login screen. */
  async connect(port: number): Promise<void> {
    this.port = port;
    const socket = this.#socket = await Deno.connect({ hostname: "127.0.0.1", port });
    socket.setNoDelay(true);
    const greeted = this.#next(/connect <name>/);
    this.#reading = this.#read(socket);
    await greeted;
  }

  /** Whether its connection is open. */
  get isConnected(): boolean {
    return this.#socket !== undefined;
  }

  /** Resolves when its connection has ended. */
  cut(): Promise<void> {
    return this.isConnected ? new Promise((resolve) => this.#onCut = resolve) : Promise.resolve();
  }

  /**
   * Sends the next line, if it is connected.
   *
   * @param keptEvery Every so many lines, one changes what is kept.
   */
  sendNext(keptEvery: number): void {
    if (!this.isConnected) return;
    const number = this.lines.length + 1;
    const isKept = (number + this.#at) % keptEvery === 0;
    const sentAt = performance.now();
    this.lines.push({
      number,
      isKept,
      sentAt,
      answers: 0,
      wasRefused: false,
      wasDone: false,
      wasCut: false,
    });
    this.#write(isKept ? `keep ${number} ${this.name}` : `count ${number}`);
  }

  /** Returns the numbers of the lines that changed what is kept, in the order in which they ran. */
  async kept(): Promise<readonly number[]> {
    const told = this.#next(/kept ([\d ]*)!/);
    this.#write(`kept ${this.name}`);
    const [, numbers = ""] = await told;
    return numbers.split(" ").filter((number) => number !== "").map(Number);
  }

  /** What has no answer and may still get one. */
  get open(): readonly SentLine[] {
    return this.lines.filter(({ answers, wasRefused, wasDone, wasCut }) =>
      answers === 0 && !wasRefused && !wasDone && !wasCut
    );
  }

  /** Vanishes. */
  async close(): Promise<void> {
    await this.#writing;
    this.#end(this.#socket);
    await this.#reading;
  }

  #next(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((found) => this.#wanted = { pattern, found });
  }

  #write(line: string): void {
    const socket = this.#socket;
    const bytes = new TextEncoder().encode(`${line}\r\n`);
    this.#writing = this.#writing.then(async () => {
      try {
        for (let at = 0; at < bytes.length;) at += await socket?.write(bytes.subarray(at)) ?? 1;
      } catch {
        // Its reading hears of the end.
      }
    });
  }

  async #read(socket: Deno.TcpConn): Promise<void> {
    const buffer = new Uint8Array(16_384);
    try {
      for (;;) {
        const count = await socket.read(buffer);
        if (count === null) break;
        this.#take(Buffer.from(buffer.subarray(0, count)).toString("latin1"));
      }
    } catch {
      // A cut connection ends like a closed one.
    }
    this.#end(socket);
  }

  #end(socket: Deno.TcpConn | undefined): void {
    if (socket === undefined || socket !== this.#socket) return;
    this.#socket = undefined;
    this.cuts++;
    for (const line of this.open) line.wasCut = true;
    socket.close();
    this.#onCut();
  }

  #take(text: string): void {
    this.#tail += text;
    const wanted = this.#wanted?.pattern.exec(this.#tail);
    if (wanted) {
      this.#wanted?.found(wanted);
      this.#wanted = undefined;
    }
    let read = this.#tail.lastIndexOf("\n") + 1;
    for (const match of this.#tail.matchAll(ANSWER)) {
      this.#hear(Number(match[1]));
      read = Math.max(read, match.index + match[0].length);
    }
    if (REFUSAL.test(this.#tail.slice(0, read))) {
      for (const line of this.open) {
        line.wasRefused = true;
        line.refusedAt = performance.now();
      }
    }
    for (const match of this.#tail.slice(0, read).matchAll(DONE_BEFORE)) {
      this.#noteDone(Number(match[1]));
    }
    this.#tail = this.#tail.slice(read);
  }

  /** One that does not wait may be told of: its answer came, and the word that it was run did not. */
  #noteDone(number: number): void {
    const line = this.open.find((open) => open.number === number);
    if (line !== undefined) line.wasDone = true;
  }

  #hear(number: number): void {
    const line = this.lines[number - 1];
    if (line === undefined) return;
    line.answers++;
    line.answeredAt ??= performance.now();
    if (line.answers > 1) return;
    if (number < this.#highest) this.outOfOrder++;
    this.#highest = Math.max(this.#highest, number);
  }
}
