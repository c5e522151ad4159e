import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call, CloseReason } from "../../core/boundary/messages.ts";
import { stripMarkup } from "../../core/text/escape.ts";
import type { TraceInput } from "../../core/trace/trace.ts";
import { SharedRender } from "../render/shared_render.ts";
import type {
  ConnectionEvents,
  ConnectionSink,
  InputMode,
  ProtocolConnection,
} from "../session/connection.ts";
import { CLOSE_SENTENCES } from "../close_sentences.ts";
import { encodeCommand, encodeText } from "./encode.ts";
import { KeepAlive } from "./keep_alive.ts";
import { LastWords } from "./last_words.ts";
import { Negotiator } from "./negotiator.ts";
import { Opening } from "./opening.ts";
import { telnetOptions } from "./options/options.ts";
import { promptMark } from "./prompt_mark.ts";
import { PromptWriter } from "./prompt_writer.ts";
import { encodeLines, encodePrompt } from "./shown_text.ts";
import { COMMAND } from "./telnet_bytes.ts";
import { type InputEvent, TelnetInput } from "./telnet_input.ts";
import type { TelnetSettings } from "./telnet_settings.ts";
import { type ByteStream, Wire, type WireEnd } from "./wire.ts";
import { httpHint, tlsHint } from "./wrong_port.ts";

const SUBNEGOTIATION_OPEN_MS = 10_000;
const LOOP_GUARD = { perSession: 200, perWindow: 40, windowMs: 10_000 } as const;

/** One telnet client. Nothing it sends, and no way it vanishes, throws. */
export class TelnetConnection implements ProtocolConnection {
  readonly protocolKey = "telnet";
  readonly address: string;
  readonly #settings: TelnetSettings;
  readonly #wire: Wire;
  readonly #input: TelnetInput;
  readonly #negotiator: Negotiator;
  readonly #opening: Opening;
  readonly #lastWords: LastWords;
  readonly #prompts: PromptWriter;
  readonly #keepAlive: KeepAlive;
  readonly #timers = new DisposableStack();
  #events: ConnectionEvents | undefined;
  #sessid: number | undefined;
  #flags: ProtocolFlags;
  #mode: InputMode = "normal";
  #reason: CloseReason | undefined;

  /**
   * Creates a connection; nothing is said before {@linkcode run}.
   *
   * @param stream The client's socket.
   * @param address The client's address, without the port.
   * @param settings What the connections of the portal share.
   */
  constructor(stream: ByteStream, address: string, settings: TelnetSettings) {
    const { clock, limits, settleMs, offerMs, keepAliveMs } = settings;
    this.address = address;
    this.#settings = settings;
    this.#flags = settings.flags ?? {};
    this.#wire = new Wire({
      stream,
      clock,
      highWater: limits.outboundBytes,
      received: (bytes) => this.#receive(bytes),
      answered: () => this.#lastWords.answered(),
      beforeWrite: () => this.#prompts.restore(),
      ended: (end) => this.#onEnded(end),
    });
    this.#prompts = new PromptWriter({
      send: (bytes) => this.#send(bytes, "text"),
      mark: () => promptMark(this.#negotiator, this.#flags),
    });
    this.#negotiator = this.#timers.use(
      new Negotiator({
        clock,
        factories: telnetOptions(limits),
        guard: LOOP_GUARD,
        send: (bytes) => this.#send(bytes, "telnet"),
        setFlags: (changed) => this.#learn(changed),
        receiveCalls: (calls) => this.#events?.calls(calls),
        ignored: (why) => this.#ignore(why),
        unsent: (name) => this.#emit("telnet:unsent", { level: "debug", data: { name } }),
        warn: (text) => this.#showLine(text),
        looped: () => this.#emit("telnet:loop", { level: "warn" }),
      }),
    );
    this.#input = new TelnetInput({
      payloadLimit: (option) => this.#negotiator.payloadLimit(option),
      openMs: SUBNEGOTIATION_OPEN_MS,
      clock,
      lineCharacters: limits.lineCharacters,
    });
    this.#opening = this.#timers.use(
      new Opening({
        clock,
        offerMs,
        settleMs,
        offer: () => this.#negotiator.open(),
        isAnswered: () => this.#negotiator.isAnswered(),
        settled: () => this.#events?.settled(),
      }),
    );
    this.#lastWords = this.#timers.use(new LastWords(clock, () => this.#opening.settle()));
    this.#keepAlive = this.#timers.use(
      new KeepAlive(clock, keepAliveMs, () => {
        if (this.#negotiator.speaksTelnet) this.#send(encodeCommand(COMMAND.NOP), "telnet");
      }),
    );
  }

  /**
   * Serves the client until the connection is closed.
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
      if (this.#reason === undefined) this.#opening.start();
    }
    await this.#wire.run();
  }

  deliver(calls: readonly Call[], shared: SharedRender): void {
    const options = { renderer: this.#settings.renderer, flags: this.#flags, shared };
    this.#lastWords.said();
    for (const call of calls) {
      const markup = call[1][0];
      if (call[0] === "prompt") continue;
      if (call[0] !== "text") this.#negotiator.send(call);
      else if (typeof markup === "string") this.#prompts.lines(encodeLines(markup, options));
    }
    // A prompt comes last, whatever the order (behaviour 10.1.4).
    const prompt = calls.findLast(([name]) => name === "prompt")?.[1][0];
    if (typeof prompt === "string") this.#prompts.prompt(encodePrompt(prompt, options));
  }

  setInputMode(mode: InputMode): void {
    this.#mode = mode;
    if (mode === "secret") return this.#negotiator.echo.hide();
    this.#negotiator.echo.show();
    this.#prompts.dropPrompt();
    this.#prompts.startLine();
  }

  disconnect(reason: CloseReason, text: string | null): void {
    if (this.#reason !== undefined) return;
    this.#prompts.dropPrompt();
    const sentence = text ?? CLOSE_SENTENCES[reason];
    if (sentence !== "") this.#showMarkup(sentence);
    this.#negotiator.send(["goodbye", sentence === "" ? [] : [stripMarkup(sentence)], {}]);
    this.#end(reason);
  }

  /** Changes what is known of the client, such as what the user chose; nothing is reported. */
  changeFlags(changed: ProtocolFlags): void {
    this.#flags = { ...this.#flags, ...changed };
  }

  /** Ends the connection without waiting for the client to close its side. */
  async shutDown(reason: CloseReason): Promise<void> {
    this.disconnect(reason, null);
    await this.#wire.end();
    this.#wire.cut("ours");
  }

  #receive(bytes: Uint8Array): void {
    try {
      for (const event of this.#input.read(bytes)) {
        this.#handle(event);
        if (this.#reason !== undefined) return;
      }
    } catch (error) {
      this.#emit("telnet:error", { level: "error", data: { error: String(error) } });
      this.disconnect("server_error", null);
    }
  }

  #handle(event: InputEvent): void {
    if (event.kind !== "wrongPort") this.#opening.offer();
    switch (event.kind) {
      case "line":
        this.#lastWords.heard();
        this.#prompts.answered(this.#mode === "secret" ? "hidden" : "shown");
        return this.#events?.line(event.text);
      case "tooLong":
        return this.#refuseLine();
      case "alive":
        return this.#events?.alive();
      case "wrongPort":
        return this.#refuseProtocol(event.spoken);
      case "command":
        this.#obey(event.code);
    }
    this.#negotiator.receive(event);
    this.#prompts.markPrompt();
    this.#opening.heard();
  }

  #obey(code: number): void {
    switch (code) {
      case COMMAND.AYT:
        return this.#showLine("Yes, somebody is here.");
      case COMMAND.IP:
      case COMMAND.BRK:
        this.#emit("telnet:interrupt", { level: "debug" });
        return this.#events?.alive();
      case COMMAND.AO:
        this.#wire.dropText();
        this.#prompts.startLine();
        return this.#send(encodeCommand(COMMAND.DM), "telnet");
    }
  }

  #learn(changed: ProtocolFlags): void {
    this.changeFlags(changed);
    if (changed.utf8 === true) this.#input.proveUtf8();
    this.#events?.flags(changed);
  }

  #showMarkup(markup: string): void {
    const { renderer } = this.#settings;
    const options = { renderer, flags: this.#flags, shared: new SharedRender() };
    this.#prompts.lines(encodeLines(markup, options));
  }

  #showLine(text: string): void {
    this.#prompts.lines(encodeText(`${text}\n`));
  }

  #send(bytes: Uint8Array, kind: "text" | "telnet"): void {
    this.#keepAlive.sent();
    this.#wire.send(bytes, kind);
  }

  #refuseLine(): void {
    const most = this.#settings.limits.lineCharacters;
    this.#emit("telnet:long_line", { level: "warn" });
    this.#showLine(`That line was longer than ${most} characters; nothing of it was read.`);
  }

  #ignore(why: string): void {
    this.#input.count("ignored_message");
    this.#emit("telnet:ignored", { level: "debug", data: { why } });
    if (this.#flags.inputDebug === true) {
      this.#showLine(`An out-of-band message was not used: ${why}.`);
    }
  }

  #refuseProtocol(spoken: "tls" | "http"): void {
    this.#emit("telnet:wrong_port", { data: { spoken } });
    const ports = this.#settings.ports();
    const hint = spoken === "tls" ? tlsHint(ports) : httpHint(ports);
    this.#prompts.dropPrompt();
    this.#send(encodeText(hint), "text");
    this.#end("protocol_error");
  }

  #emit(kind: string, input: TraceInput): void {
    const { trace } = this.#settings;
    trace.emit(kind, this.#sessid === undefined ? input : { ...input, sessid: this.#sessid });
  }

  #end(reason: CloseReason): void {
    this.#reason = reason;
    this.#timers.dispose();
    void this.#wire.end();
  }

  #onEnded(end: WireEnd): void {
    this.#reason ??= end === "overflow" ? "slow_consumer" : "client_closed";
    this.#timers.dispose();
    const { anomalies } = this.#input;
    if (Object.keys(anomalies).length > 0) this.#emit("telnet:anomalies", { data: anomalies });
    this.#events?.closed(this.#reason);
  }
}
