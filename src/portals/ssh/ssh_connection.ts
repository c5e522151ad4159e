import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call, CloseReason } from "../../core/boundary/messages.ts";
import type { TraceLevel } from "../../core/trace/trace.ts";
import { CLOSE_SENTENCES } from "../close_sentences.ts";
import { SharedRender } from "../render/shared_render.ts";
import type {
  ConnectionEvents,
  ConnectionSink,
  InputMode,
  ProtocolConnection,
} from "../session/connection.ts";
import type { LineFault } from "../session/line_fault.ts";
import { encodeText } from "../telnet/encode.ts";
import { LastWords } from "../telnet/last_words.ts";
import { encodeLines, encodePrompt } from "../telnet/shown_text.ts";
import type { ByteStream } from "../telnet/byte_stream.ts";
import { Wire, type WireEnd } from "../telnet/wire.ts";
import { EditedTerminal } from "../line_editor/edited_terminal.ts";
import { PlainTerminal } from "./plain_terminal.ts";
import type { PtyRequest } from "./ssh_library.ts";
import type { SshSettings } from "./ssh_settings.ts";
import { GOODBYE, LEAVE_HINT } from "../line_editor/leaving.ts";
import type { Terminal, TerminalEvents } from "../line_editor/terminal.ts";
import { sizeFlags } from "./terminal_flags.ts";

const DEFAULT_WIDTH = 80;
/** How long a typed line may wait for its answer behind the first screen, in milliseconds. */
const YOUNG_MS = 2000;

/** Who has opened a session, and with what. */
export interface SshVisitor {
  readonly address: string;
  /** The account that they proved to be, if any. */
  readonly uid: number | undefined;
  /** The terminal that they asked for, if any. */
  readonly pty: PtyRequest | undefined;
  /** What is known of the client. */
  readonly flags: ProtocolFlags;
}

/** The bytes of a session. */
export interface SessionStream extends ByteStream {
  /** Whether the client hears nothing any more. */
  readonly isClosed: boolean;
}

/** One SSH client's session. Nothing it sends, and no way it vanishes, throws. */
export class SshConnection implements ProtocolConnection {
  readonly protocolKey = "ssh";
  readonly address: string;
  readonly uid: number | undefined;
  readonly #settings: SshSettings;
  readonly #wire: Wire;
  readonly #terminal: Terminal;
  readonly #lastWords: LastWords;
  #events: ConnectionEvents | undefined;
  #sessid: number | undefined;
  #flags: ProtocolFlags;
  #reason: CloseReason | undefined;

  /**
   * Creates a connection; nothing is said before {@linkcode run}.
   *
   * @param stream The session's bytes.
   * @param visitor Who opened it.
   * @param settings What the connections of the portal share.
   */
  constructor(stream: SessionStream, visitor: SshVisitor, settings: SshSettings) {
    const { clock, limits } = settings;
    this.address = visitor.address;
    this.uid = visitor.uid;
    this.#flags = visitor.flags;
    this.#settings = settings;
    this.#lastWords = new LastWords(clock, () => {}, { youngMs: YOUNG_MS });
    this.#wire = new Wire({
      stream,
      clock,
      highWater: limits.outboundBytes,
      received: (bytes) => this.#receive(bytes),
      answered: () => stream.isClosed ? Promise.resolve() : this.#lastWords.answered(),
      beforeWrite: () => this.#terminal.restore(),
      ended: (end) => this.#onEnded(end),
    });
    this.#terminal = terminalFor(visitor, limits, {
      send: (bytes) => this.#wire.send(bytes),
      line: (text) => this.#hear(text),
      tooLong: () => this.#refuseLine(),
      leave: () => this.disconnect("quit", GOODBYE),
      interrupted: () => this.#showLine(LEAVE_HINT),
    });
    if (visitor.uid !== undefined) this.#terminal.loggedIn();
  }

  /** The exit status that the client is told: an end that nobody wished for is a failure. */
  get exitStatus(): number {
    return this.#reason === "quit" || this.#reason === "client_closed" ? 0 : 1;
  }

  /**
   * Serves the client until the session is over.
   *
   * @param sink Where the connection becomes a session, or is refused.
   */
  async run(sink: ConnectionSink): Promise<void> {
    const outcome = sink.connect(this, this.#flags);
    if (outcome.kind === "refused") {
      this.disconnect(outcome.reason, null);
    } else {
      this.#sessid = outcome.sessid;
      this.#events = outcome.events;
      this.#events.settled();
    }
    await this.#wire.run();
  }

  deliver(calls: readonly Call[], shared: SharedRender): void {
    const options = { renderer: this.#settings.renderer, flags: this.#flags, shared };
    this.#lastWords.said();
    for (const [name, [markup]] of calls) {
      if (name === "logged_in") this.#terminal.loggedIn();
      if (name !== "text" || typeof markup !== "string") continue;
      this.#terminal.lines(encodeLines(markup, options));
    }
    // A prompt comes last, whatever the order (behaviour 10.1.4).
    const prompt = calls.findLast(([name]) => name === "prompt")?.[1][0];
    if (typeof prompt !== "string") return;
    this.#terminal.prompt(encodePrompt(prompt, options));
    this.#terminal.restore();
  }

  setInputMode(mode: InputMode): void {
    this.#terminal.setInputMode(mode);
  }

  changeFlags(changed: ProtocolFlags): void {
    this.#flags = { ...this.#flags, ...changed };
  }

  disturb(fault: LineFault): null {
    this.#wire.disturb(fault);
    return null;
  }

  disconnect(reason: CloseReason, text: string | null): void {
    if (this.#reason !== undefined) return;
    const sentence = text ?? CLOSE_SENTENCES[reason];
    this.#terminal.finish();
    if (sentence !== "") this.#showMarkup(sentence);
    this.#reason = reason;
    void this.#wire.end();
  }

  /** Takes a new size of the client's window. */
  resize(request: Omit<PtyRequest, "term">): void {
    const size = sizeFlags(request);
    this.changeFlags(size);
    if (request.cols > 0) this.#terminal.resize(request.cols);
    this.#events?.flags(size);
  }

  /** Takes an interrupt that came as a signal, not as a key. */
  interrupt(): void {
    this.#terminal.receive(Uint8Array.of(3));
  }

  /** Ends the connection without waiting for the client to close its side. */
  async shutDown(reason: CloseReason): Promise<void> {
    this.disconnect(reason, null);
    await this.#wire.end();
  }

  #receive(bytes: Uint8Array): void {
    try {
      this.#terminal.receive(bytes);
    } catch (error) {
      this.#emit("ssh:error", { error: String(error) });
      this.disconnect("server_error", null);
    }
  }

  #hear(text: string): void {
    this.#lastWords.heard();
    this.#events?.line(text);
  }

  #refuseLine(): void {
    const most = this.#settings.limits.lineCharacters;
    this.#emit("ssh:long_line", {}, "debug");
    this.#showLine(`That line was longer than ${most} characters; nothing of it was read.`);
  }

  #showMarkup(markup: string): void {
    const { renderer } = this.#settings;
    const options = { renderer, flags: this.#flags, shared: new SharedRender() };
    this.#terminal.lines(encodeLines(markup, options));
  }

  #showLine(text: string): void {
    this.#terminal.lines(encodeText(`${text}\n`));
  }

  #emit(kind: string, data: Readonly<Record<string, unknown>>, level: TraceLevel = "error"): void {
    const input = { level, data };
    const { trace } = this.#settings;
    trace.emit(kind, this.#sessid === undefined ? input : { ...input, sessid: this.#sessid });
  }

  #onEnded(end: WireEnd): void {
    this.#reason ??= end === "overflow" ? "slow_consumer" : "client_closed";
    this.#lastWords[Symbol.dispose]();
    this.#events?.closed(this.#reason);
  }
}

function terminalFor(
  { pty }: SshVisitor,
  limits: SshSettings["limits"],
  events: TerminalEvents,
): Terminal {
  const maxCharacters = limits.lineCharacters;
  if (pty === undefined) return new PlainTerminal({ maxCharacters }, events);
  const window = { width: pty.cols || DEFAULT_WIDTH, term: pty.term };
  return new EditedTerminal(window, { maxCharacters, maxHistory: limits.historyLines }, events);
}
