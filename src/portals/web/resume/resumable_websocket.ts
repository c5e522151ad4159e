import type { Buffer } from "node:buffer";
import { EventEmitter } from "node:events";
import type { Clock } from "../../../core/clock.ts";
import type { Message } from "../dialects/dialect.ts";
import type { Websocket } from "../ws_library.ts";
import { FrameLog, type HeldFrames } from "./frame_log.ts";

/** What is held for a client that is away, in characters. */
const MAX_LOG = 256 * 1024;
/** After so many messages of the client, it is told that they were received. */
const ACKNOWLEDGE_EVERY = 16;
/** How long a page has that is loaded again, in milliseconds; a page that was closed looks alike. */
const GOING_AWAY_MS = 10_000;

/** Close codes of RFC 6455, section 7.4.1. */
const NORMAL_CLOSURE = 1000;
const GOING_AWAY = 1001;
/** Close code "service restart" (IANA's WebSocket close code registry). */
const SERVICE_RESTART = 1012;
/** What a client is told that is to come back at once, by another Portal of the realm. */
const MOVED = "moved";

const ACKNOWLEDGEMENT = /^\["received",\[(\d{1,15})\],\{\}\]$/;
const MAX_ACKNOWLEDGEMENT = 40;

/** How a websocket outlives its sockets. */
export interface ResumeTerms {
  readonly clock: Clock;
  /** How long a lost client may stay away, in milliseconds. */
  readonly keepMs: number;
}

/** Where a websocket stands with its client. */
export interface ResumeState {
  /** How many messages of the client were received. */
  readonly received: number;
  /** What was sent, and may not have been received. */
  readonly sent: HeldFrames;
}

/** What became of a client's return. */
export interface Return {
  /** Messages that it missed, and was sent now. */
  readonly replayed: number;
  /** Messages that it missed, and which are no longer held. */
  readonly lost: number;
}

/**
 * A websocket that outlives its socket: when that is lost, the client may come back with another.
 *
 * Both sides count the messages they receive, apart from the three of this class: `resume` gives
 * the client its token, `resumed` says from where the client has to send again, and `received`
 * says, either way, what need not be held any longer.
 */
export class ResumableWebsocket extends EventEmitter implements Websocket {
  /** What the client shows when it comes back; a secret. */
  readonly token: string;

  readonly #terms: ResumeTerms;
  readonly #log: FrameLog;
  #socket: Websocket | null = null;
  #received = 0;
  #away: Disposable | null = null;
  #isEnding = false;
  #isOver = false;

  /** Starts on a first socket, and tells its client the token. */
  static start(socket: Websocket, token: string, terms: ResumeTerms): ResumableWebsocket {
    const websocket = new ResumableWebsocket(token, terms);
    socket.send(JSON.stringify(["resume", [token], {}]));
    websocket.#use(socket);
    return websocket;
  }

  /** Goes on with one of another Portal, whose client is away. */
  static adopt(token: string, terms: ResumeTerms, state: ResumeState): ResumableWebsocket {
    const websocket = new ResumableWebsocket(token, terms, state);
    websocket.#wait(terms.keepMs);
    return websocket;
  }

  private constructor(token: string, terms: ResumeTerms, state?: ResumeState) {
    super();
    this.token = token;
    this.#terms = terms;
    this.#log = new FrameLog(MAX_LOG, state?.sent);
    this.#received = state?.received ?? 0;
  }

  /** Returns what another Portal needs to go on, whose client has received so many messages. */
  stateFor(received: number): ResumeState {
    return { received: this.#received, sent: this.#log.heldSince(received) };
  }

  /** Gives its client the whole time again, which wants to come back and cannot yet. */
  wait(): void {
    if (this.#away === null || this.#socket !== null || this.#isOver) return;
    this.#wait(this.#terms.keepMs);
  }

  /** Lets its client come back at once, by another Portal of the realm; returns whether it was here. */
  sendOn(): boolean {
    this.#socket?.close(SERVICE_RESTART, MOVED);
    return this.#socket !== null;
  }

  /** Ends it here, since another Portal has its session; a client that is here goes there. */
  letGo(): void {
    this.close(SERVICE_RESTART, MOVED);
  }

  /** Bytes that wait for the client; none while it is away. */
  get bufferedAmount(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** Goes on with another socket, whose client has received so many messages. */
  return(socket: Websocket, received: number): Return {
    this.#away?.[Symbol.dispose]();
    this.#socket?.terminate(); // it may look open still: its client knows better
    const { messages, lost } = this.#log.since(received);
    socket.send(JSON.stringify(["resumed", [this.#received], { lost }]));
    for (const message of messages) socket.send(message);
    this.#use(socket);
    return { replayed: messages.length, lost };
  }

  /** Sends a message, now or when the client is back. */
  send(message: Message): void {
    this.#log.push(message);
    this.#socket?.send(message);
  }

  pause(): void {
    this.#socket?.pause();
  }

  resume(): void {
    this.#socket?.resume();
  }

  ping(): void {
    this.#socket?.ping();
  }

  /** Ends it for good. */
  close(code: number, reason: string): void {
    this.#isEnding = true;
    if (this.#socket === null) this.#end();
    else this.#socket.close(code, reason);
  }

  /** Ends it for good, without a handshake. */
  terminate(): void {
    this.#isEnding = true;
    if (this.#socket === null) this.#end();
    else this.#socket.terminate();
  }

  /** Loses its socket, as when the network fails: its client may come back. */
  drop(): void {
    this.#socket?.terminate();
  }

  #use(socket: Websocket): void {
    this.#socket = socket;
    socket.on("message", (data, isBinary) => socket === this.#socket && this.#take(data, isBinary));
    socket.on("error", (error) => {
      if (socket !== this.#socket) return;
      this.#isEnding = true; // it broke the protocol, and would again
      this.emit("error", error);
    });
    socket.on("close", (code) => socket === this.#socket && this.#lose(code));
  }

  #take(data: Buffer, isBinary: boolean): void {
    const text = data.length <= MAX_ACKNOWLEDGEMENT ? data.toString() : "";
    const [, received] = ACKNOWLEDGEMENT.exec(text) ?? [];
    if (received !== undefined) return this.#log.acknowledge(Number(received));
    this.#received++;
    if (this.#received % ACKNOWLEDGE_EVERY === 0) {
      this.#socket?.send(JSON.stringify(["received", [this.#received], {}]));
    }
    this.emit("message", data, isBinary);
  }

  #lose(code: number): void {
    this.#socket = null;
    if (this.#isEnding || code === NORMAL_CLOSURE) return this.#end();
    const { keepMs } = this.#terms;
    const waitMs = code === GOING_AWAY ? Math.min(keepMs, GOING_AWAY_MS) : keepMs;
    this.#wait(waitMs);
    this.emit("away", waitMs);
  }

  #wait(ms: number): void {
    this.#away?.[Symbol.dispose]();
    this.#away = this.#terms.clock.timer(ms, () => this.#end());
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#away?.[Symbol.dispose]();
    queueMicrotask(() => this.emit("close", NORMAL_CLOSURE));
  }
}
