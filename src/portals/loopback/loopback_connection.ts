import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call, CloseReason } from "../../core/boundary/messages.ts";
import { stripMarkup } from "../../core/text/escape.ts";
import type { LineFault } from "../session/line_fault.ts";
import type { SharedRender } from "../render/shared_render.ts";
import type {
  ConnectionEvents,
  ConnectionSink,
  InputMode,
  ProtocolConnection,
} from "../session/connection.ts";

/** One thing that a loopback client received. */
export interface Received {
  /** `text`, `prompt`, or the name of an out-of-band message. */
  readonly name: string;
  /** What a reader sees; empty for an out-of-band message. */
  readonly text: string;
  readonly kwargs: Readonly<Record<string, unknown>>;
  /** The arguments of an out-of-band message that has any. */
  readonly args?: readonly unknown[];
}

/** A connection without a socket: what is said to it can be read, and lines can be typed. */
export class LoopbackConnection implements ProtocolConnection {
  readonly protocolKey = "loopback";
  readonly address: string;
  readonly uid: number | undefined;
  readonly #received: Received[] = [];
  readonly #events: ConnectionEvents;
  readonly #sessid: number;
  #mode: InputMode = "normal";
  #closed: CloseReason | undefined;

  /**
   * Connects.
   *
   * @param sink Takes the connection.
   * @param address The address to appear from.
   * @param options The account to arrive as; none unless given.
   * @throws {Error} When the connection is refused.
   */
  constructor(
    sink: ConnectionSink,
    address: string,
    options: { readonly uid?: number | undefined } = {},
  ) {
    this.address = address;
    this.uid = options.uid;
    const outcome = sink.connect(this, { utf8: true, oob: true });
    if (outcome.kind === "refused") {
      throw new Error(`Cannot connect as the Portal must admit it: it said "${outcome.reason}"`);
    }
    this.#events = outcome.events;
    this.#sessid = outcome.sessid;
    this.#events.settled();
  }

  /** The session's number. */
  get sessid(): number {
    return this.#sessid;
  }

  /** Everything received, in order. */
  get received(): readonly Received[] {
    return this.#received;
  }

  /** How the next line is treated. */
  get inputMode(): InputMode {
    return this.#mode;
  }

  /** Why the connection ended, or `undefined` while it lives. */
  get closedWith(): CloseReason | undefined {
    return this.#closed;
  }

  /** Types one line. */
  type(line: string): void {
    if (this.#closed === undefined) this.#events.line(line);
  }

  /** Sends calls that are not typed lines. */
  call(calls: readonly Call[]): void {
    if (this.#closed === undefined) this.#events.calls(calls);
  }

  /** Tells something about the client, such as the size of its window. */
  tell(flags: ProtocolFlags): void {
    if (this.#closed === undefined) this.#events.flags(flags);
  }

  /** Vanishes, as a client does whose network is gone. */
  vanish(): void {
    this.#end("client_closed");
  }

  deliver(calls: readonly Call[], shared: SharedRender): void {
    if (this.#closed !== undefined) return;
    for (const [name, args, kwargs] of calls) {
      const isText = name === "text" || name === "prompt";
      const spans = isText ? shared.spans(String(args[0] ?? "")) : [];
      const text = spans.map((span) => span.text).join("");
      const more = isText || args.length === 0 ? {} : { args };
      this.#received.push({ name, text, kwargs, ...more });
    }
  }

  /** What is shown here is plain whatever the flags say. */
  changeFlags(): void {}

  setInputMode(mode: InputMode): void {
    this.#mode = mode;
  }

  /** There is no line: it can break, and no more. */
  disturb(fault: LineFault): string | null {
    if (fault.kind !== "drop") return "A loopback connection has no line that could be disturbed.";
    this.vanish();
    return null;
  }

  disconnect(reason: CloseReason, text: string | null): void {
    if (this.#closed !== undefined) return;
    if (text !== null) this.#received.push({ name: "text", text: stripMarkup(text), kwargs: {} });
    this.#end(reason);
  }

  #end(reason: CloseReason): void {
    if (this.#closed !== undefined) return;
    this.#closed = reason;
    this.#events.closed(reason);
  }
}
