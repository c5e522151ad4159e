import {
  type ByteStream,
  type Call,
  CLOSE_SENTENCES,
  type CloseReason,
  type ConnectionEvents,
  encodeText,
  type PortalContext,
  type ProtocolConnection,
  renderMarkup,
  type ServedClient,
  SharedRender,
  Wire,
  type WireEnd,
} from "@vestibule/core/portal";

/** What a connection needs of its portal's context. */
export type FingerParts = Pick<PortalContext<unknown>, "sink" | "clock" | "limits">;

/** The longest question, in bytes; RFC 1288 sets no limit, and a name needs far less. */
const MOST_BYTES = 512;

/** How long a client may take for its question, and the game for its answer, in milliseconds. */
const PATIENCE_MS = 10_000;

/** What no line of a question may hold, line ends included. */
const CONTROLS = /\p{Cc}/gu;

/** One finger client: a question of one line, an answer, the end. */
export class FingerConnection implements ProtocolConnection, ServedClient {
  readonly protocolKey = "finger";
  readonly address: string;
  readonly #parts: FingerParts;
  readonly #wire: Wire;
  readonly #question: number[] = [];
  #events: ConnectionEvents | undefined;
  #hasAsked = false;
  #reason: CloseReason | undefined;
  #patience: Disposable | undefined;
  readonly #answered = Promise.withResolvers<void>();

  /**
   * Creates a connection; nothing is read before {@linkcode run}.
   *
   * @param stream The client's socket.
   * @param address The client's address, without the port.
   * @param parts What the portal was given.
   */
  constructor(stream: ByteStream, address: string, parts: FingerParts) {
    this.address = address;
    this.#parts = parts;
    this.#wire = new Wire({
      stream,
      clock: parts.clock,
      highWater: parts.limits.outboundBytes,
      received: (bytes) => this.#receive(bytes),
      // Who has asked may close its side, as `nc -N` does, and wait for the answer.
      answered: () => this.#hasAsked ? this.#answered.promise : Promise.resolve(),
      ended: (end) => this.#onEnded(end),
    });
  }

  /** Serves the client until the connection is closed. */
  async run(): Promise<void> {
    const outcome = this.#parts.sink.connect(this, {});
    if (outcome.kind === "refused") {
      this.disconnect(outcome.reason, null);
    } else {
      this.#events = outcome.events;
      this.#events.settled();
      this.#wait("login_timeout");
    }
    await this.#wire.run();
  }

  deliver(calls: readonly Call[], shared: SharedRender): void {
    for (const [name, [markup]] of calls) {
      const isText = name === "text" || name === "prompt";
      if (isText && typeof markup === "string") this.#show(markup, shared);
    }
  }

  /** Whatever is known of the client, it is shown plain text. */
  changeFlags(): void {}

  /** Nothing is ever echoed, so nothing has to be hidden. */
  setInputMode(): void {}

  disconnect(reason: CloseReason, text: string | null): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#show(text ?? CLOSE_SENTENCES[reason], new SharedRender());
    this.#patience?.[Symbol.dispose]();
    this.#answered.resolve();
    void this.#wire.end();
  }

  /** Ends the connection without waiting for the client to close its side. */
  async shutDown(reason: CloseReason): Promise<void> {
    this.disconnect(reason, null);
    await this.#wire.end();
    this.#wire.cut("ours");
  }

  #show(markup: string, shared: SharedRender): void {
    const text = renderMarkup(markup, { shared });
    if (text !== "") this.#wire.send(encodeText(text.endsWith("\n") ? text : `${text}\n`));
  }

  /** Whatever comes after the first line is not read. */
  #receive(bytes: Uint8Array): void {
    if (this.#hasAsked) return;
    const end = bytes.indexOf(0x0a);
    this.#question.push(...(end < 0 ? bytes : bytes.subarray(0, end)));
    if (this.#question.length > MOST_BYTES) {
      return this.disconnect("protocol_error", "That question is too long.");
    }
    if (end >= 0) this.#ask(new TextDecoder().decode(Uint8Array.from(this.#question)));
  }

  #ask(line: string): void {
    this.#hasAsked = true;
    const query = line.replace(CONTROLS, "").trim();
    if (query.includes("@")) {
      return this.disconnect("protocol_error", "Finger forwarding is not offered here.");
    }
    this.#wait("server_error");
    this.#events?.line(`finger ${query}`);
  }

  #wait(reason: CloseReason): void {
    this.#patience?.[Symbol.dispose]();
    this.#patience = this.#parts.clock.timer(PATIENCE_MS, () => this.disconnect(reason, null));
  }

  #onEnded(end: WireEnd): void {
    this.#reason ??= end === "overflow" ? "slow_consumer" : "client_closed";
    this.#patience?.[Symbol.dispose]();
    this.#answered.resolve();
    this.#events?.closed(this.#reason);
  }
}
