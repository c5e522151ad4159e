import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call, CloseReason } from "../../core/boundary/messages.ts";
import type { Clock } from "../../core/clock.ts";
import type { Trace } from "../../core/trace/trace.ts";
import { SharedRender } from "../render/shared_render.ts";
import type {
  ConnectionAccount,
  ConnectionEvents,
  InputMode,
  ProtocolConnection,
} from "../session/connection.ts";
import type { Dialect, DialectKind, DialectLimits, Message } from "./dialects/dialect.ts";
import { FlagsThrottle } from "./flags_throttle.ts";
import { LateMessages } from "./late_messages.ts";
import type { MovedConnection } from "../session/elsewhere.ts";
import type { LineFault } from "../session/line_fault.ts";
import type { ClientFrame } from "./read_frame.ts";
import type { Tab } from "./sign_in/tab.ts";
import type { Websocket } from "./ws_library.ts";

const FLAGS_PAUSE_MS = 100;
/** How long a client may take to answer the closing handshake. */
const CLOSE_GRACE_MS = 5_000;
/** Close code "try again later" (IANA's WebSocket close code registry). */
const TRY_AGAIN_LATER = 1013;

/** Codes of RFC 6455, section 7.4.1, and of IANA's registry. */
const CLOSE_CODES: Readonly<Partial<Record<CloseReason, number>>> = {
  protocol_error: 1002,
  slow_consumer: 1008,
  banned: 1008,
  server_error: 1011,
  shutdown: 1012,
};
const NORMAL_CLOSURE = 1000;

/** What a websocket's client may not exceed. */
export interface ConnectionLimits extends DialectLimits {
  /** Bytes that may wait for a client that does not read. */
  readonly maxBufferedBytes: number;
}

/** What a websocket connection works with. */
export interface ConnectionOptions {
  readonly address: string;
  readonly dialect: DialectKind;
  /** What is known of the client already. */
  readonly flags: ProtocolFlags;
  readonly limits: ConnectionLimits;
  /** How long to wait for the client's options before input flows, in milliseconds. */
  readonly settleMs: number;
  readonly clock: Clock;
  readonly trace: Trace;
  /** The tab of a browser that it is, if it is one. */
  readonly tab?: Tab | undefined;
  /** How what is typed is treated, where it goes on with a connection; shown unless given. */
  readonly mode?: InputMode;
}

/** What a connection is told to after its session was made. */
interface Attached {
  readonly sessid: number;
  readonly events: ConnectionEvents;
}

/** One client on a websocket, speaking a dialect of messages. */
export class WebsocketConnection implements ProtocolConnection {
  /** The protocol key, `websocket`. */
  readonly protocolKey = "websocket";
  /** The client's address, without the port. */
  readonly address: string;
  /** The account that its browser is signed in to. */
  readonly uid: number | undefined;

  readonly #socket: Websocket;
  readonly #options: ConnectionOptions;
  readonly #dialect: Dialect;
  readonly #flags: FlagsThrottle;
  #attached: Attached | null = null;
  #settling: Disposable | null = null;
  #grace: Disposable | null = null;
  #ending: CloseReason | null = null;
  #isClosed = false;
  #known: ProtocolFlags;
  #mode: InputMode;
  #ignored = 0;
  #late: LateMessages | null = null;

  /** Takes over an open websocket; nothing is read from it before {@linkcode attach}. */
  constructor(socket: Websocket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.address = options.address;
    this.uid = options.tab?.uid ?? undefined;
    this.#known = options.flags;
    this.#mode = options.mode ?? "normal";
    const { clock, limits } = options;
    this.#dialect = options.dialect.create({
      ...{ clock, limits },
      flags: () => this.#known,
      send: (message) => this.#send(message),
      take: (frame) => this.#take(frame),
      unsent: (name) => this.#note("websocket:unsent", name),
    });
    this.#flags = new FlagsThrottle(options.flags, {
      clock,
      pauseMs: FLAGS_PAUSE_MS,
      tell: (changed) => this.#attached?.events.flags(changed),
    });
    this.#listen();
  }

  /** Tells who hears of what the client does from now on. */
  attach(sessid: number, events: ConnectionEvents): void {
    this.#attached = { sessid, events };
    const { clock, settleMs } = this.#options;
    if (this.#ending === null) this.#settling = clock.timer(settleMs, () => this.#settle());
  }

  /** Closes a connection that got no session: unless it is banned, it may try again later. */
  refuse(reason: CloseReason): void {
    this.#dialect.sayGoodbye(reason, null);
    this.#close(reason, CLOSE_CODES[reason] ?? TRY_AGAIN_LATER);
  }

  /** Sends outputfunc calls. */
  deliver(calls: readonly Call[], shared: SharedRender): void {
    this.#dialect.deliver(calls, shared);
  }

  /** Lets all arrive that is on its way, and returns what another Portal needs to go on with it. */
  handOn(): Pick<MovedConnection, "address" | "flags" | "mode"> {
    this.#late?.flush();
    this.#flags.flush();
    return { address: this.address, flags: this.#known, mode: this.#mode };
  }

  /** Takes what the game changed of what is known of the client. */
  changeFlags(flags: ProtocolFlags): void {
    this.#flags.note(flags);
    this.#known = { ...this.#known, ...flags };
  }

  /** Hides or shows what is typed, where the dialect has a word for it. */
  setInputMode(mode: InputMode): void {
    this.#mode = mode;
    this.#dialect.setInputMode(mode);
  }

  /** Signs the browser in and out with the session. */
  changeAccount(account: ConnectionAccount | null): void {
    this.#options.tab?.changeAccount(account);
  }

  /** Tells a client that lost messages what it has to know. */
  restate(): void {
    this.#dialect.setInputMode(this.#mode);
  }

  /** Sends the text, if any, and closes; a client that does not answer is cut off. */
  disconnect(reason: CloseReason, text: string | null): void {
    if (this.#ending !== null || this.#isClosed) return;
    if (reason === "quit") this.#options.tab?.leave();
    this.#dialect.sayGoodbye(reason, text);
    this.#close(reason, CLOSE_CODES[reason] ?? NORMAL_CLOSURE);
  }

  /** Messages can be lost with their socket, or come late; their bytes are not ours to split. */
  disturb(fault: LineFault): string | null {
    switch (fault.kind) {
      case "drop":
        if (this.#socket.drop === undefined) this.#socket.terminate();
        else this.#socket.drop();
        return null;
      case "delay":
        this.#late ??= new LateMessages(this.#options.clock, {
          pause: () => this.#socket.pause(),
          resume: () => this.#socket.resume(),
        });
        this.#late.delay(fault.ms);
        return null;
      case "split":
        return "A websocket carries whole messages: there are no single bytes that could be split.";
    }
  }

  #listen(): void {
    this.#socket.on("message", (data, isBinary) => {
      const read = () => {
        if (this.#attached !== null && this.#ending === null) this.#dialect.read(data, isBinary);
      };
      if (this.#late === null) read();
      else this.#late.receive(read);
    });
    this.#socket.on("error", () => this.#fail());
    this.#socket.on("close", () => this.#finish());
  }

  #take(frame: ClientFrame): void {
    if (this.#attached === null || this.#ending !== null) return;
    const { events } = this.#attached;
    const { tab } = this.#options;
    switch (frame.kind) {
      case "lines":
        return this.#takeLines(frame.lines, frame.tooLong);
      case "alive":
        return events.alive();
      case "options":
        this.#known = { ...this.#known, ...frame.flags };
        this.#flags.push(frame.flags);
        return this.#settle();
      case "call":
        return tab?.take(frame.call[0]) ? undefined : events.calls([frame.call]);
      case "close":
        return this.#close("client_closed", NORMAL_CLOSURE);
      case "ignored":
        this.#ignored++;
        return this.#note("websocket:ignored", frame.why);
    }
  }

  #takeLines(lines: readonly string[], tooLong: number): void {
    for (const line of lines) this.#attached?.events.line(line);
    if (tooLong === 0) return;
    for (let line = 0; line < tooLong; line++) this.#note("websocket:long_line", "too long");
    const max = this.#options.limits.maxLineLength;
    const notice = `That line is too long: at most ${max} characters are taken.`;
    this.deliver([["text", [notice], {}]], new SharedRender());
  }

  #settle(): void {
    if (this.#settling === null) return;
    this.#settling[Symbol.dispose]();
    this.#settling = null;
    this.#attached?.events.settled();
  }

  #send(message: Message): void {
    if (this.#ending !== null || this.#isClosed) return;
    if (this.#late === null) this.#socket.send(message);
    else this.#late.send(message.length, () => this.#socket.send(message));
    const waiting = this.#socket.bufferedAmount + (this.#late?.charactersOut ?? 0);
    if (waiting > this.#options.limits.maxBufferedBytes) {
      this.#cut("slow_consumer");
    }
  }

  #close(reason: CloseReason, code: number): void {
    if (this.#ending !== null || this.#isClosed) return;
    this.#late?.flush();
    this.#ending = reason;
    this.#stopTimers();
    this.#grace = this.#options.clock.timer(CLOSE_GRACE_MS, () => this.#socket.terminate());
    this.#socket.close(code, reason);
  }

  /** Waits for the end of a websocket that its library is closing because of a bad message. */
  #fail(): void {
    if (this.#ending !== null) return;
    this.#ending = "protocol_error";
    this.#stopTimers();
    this.#grace = this.#options.clock.timer(CLOSE_GRACE_MS, () => this.#socket.terminate());
  }

  /** Ends a connection whose client would not answer a closing handshake. */
  #cut(reason: CloseReason): void {
    this.#ending = reason;
    this.#stopTimers();
    this.#socket.terminate();
  }

  #finish(): void {
    this.#late?.flush();
    this.#isClosed = true;
    this.#stopTimers();
    this.#grace?.[Symbol.dispose]();
    this.#attached?.events.closed(this.#ending ?? "client_closed");
  }

  #stopTimers(): void {
    this.#flags[Symbol.dispose]();
    this.#settling?.[Symbol.dispose]();
    this.#settling = null;
  }

  #note(kind: string, why: string): void {
    const sessid = this.#attached?.sessid;
    this.#options.trace.emit(kind, {
      level: "debug",
      ...(sessid === undefined ? {} : { sessid }),
      data: { why, ignored: this.#ignored },
    });
  }
}
