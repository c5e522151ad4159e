import type { FlagSource } from "../../core/boundary/flag_source.ts";
import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call, CloseReason } from "../../core/boundary/messages.ts";
import type { Clock } from "../../core/clock.ts";
import type { SharedRender } from "../render/shared_render.ts";
import type { LineFault } from "../session/line_fault.ts";
import type { XraySight } from "../xray/exchange.ts";
import type {
  ConnectionEvents,
  ConnectionSink,
  InputMode,
  ProtocolConnection,
} from "../session/connection.ts";
import { GOODBYE } from "../line_editor/leaving.ts";
import { ClientOutput } from "./client_output.ts";
import { encodeCommand, encodeSubnegotiation } from "./encode.ts";
import { KeepAlive } from "./keep_alive.ts";
import { LastWords } from "./last_words.ts";
import { Negotiator } from "./negotiator.ts";
import { obeyCommand } from "./obey_command.ts";
import { Opening } from "./opening.ts";
import type { PushOptions } from "./outbox.ts";
import { promptMark } from "./prompt_mark.ts";
import { COMMAND } from "./telnet_bytes.ts";
import { type InputEvent, TelnetInput } from "./telnet_input.ts";
import type { TelnetSettings } from "./telnet_settings.ts";
import { TelnetTrace } from "./telnet_trace.ts";
import { TelnetXray } from "./xray/telnet_xray.ts";
import type { ByteStream } from "./byte_stream.ts";
import { Wire, type WireEnd } from "./wire.ts";
import { WireEncoding } from "./wire_encoding.ts";

const SUBNEGOTIATION_OPEN_MS = 10_000;
const LOOP_GUARD = { perSession: 200, perWindow: 40, windowMs: 10_000 } as const;

/** One telnet client. Nothing it sends, and no way it vanishes, throws. */
export class TelnetConnection implements ProtocolConnection {
  readonly protocolKey: string;
  readonly address: string;
  readonly #clock: Clock;
  readonly #trace: TelnetTrace;
  readonly #wire: Wire;
  readonly #encoding: WireEncoding;
  readonly #input: TelnetInput;
  readonly #negotiator: Negotiator;
  readonly #opening: Opening;
  readonly #lastWords: LastWords;
  readonly #output: ClientOutput;
  readonly #keepAlive: KeepAlive;
  readonly #timers = new DisposableStack();
  #events: ConnectionEvents | undefined;
  #flags: ProtocolFlags;
  #mode: InputMode = "normal";
  #reason: CloseReason | undefined;
  #xray: TelnetXray | undefined;

  /**
   * Creates a connection; nothing is said before {@linkcode run}.
   *
   * @param stream What the client's bytes come from and go to: a socket, or one within TLS.
   * @param address The client's address, without the port.
   * @param settings What the connections of the portal share.
   */
  constructor(stream: ByteStream, address: string, settings: TelnetSettings) {
    const { clock, limits, settleMs, offerMs, keepAliveMs } = settings;
    this.protocolKey = settings.protocolKey ?? "telnet";
    this.address = address;
    this.#trace = new TelnetTrace(settings.trace);
    this.#flags = settings.flags ?? {};
    this.#clock = clock;
    this.#wire = new Wire({
      stream,
      clock,
      highWater: limits.outboundBytes,
      received: (bytes) => this.#receive(bytes),
      answered: () => this.#lastWords.answered(),
      beforeWrite: () => this.#output.bottom.shown.restore(),
      written: (bytes) => this.#xray?.observe("out", bytes),
      ended: (end) => this.#onEnded(end),
    });
    this.#encoding = new WireEncoding(settings.encodings);
    this.#encoding.use(this.#flags.encoding);
    this.#output = new ClientOutput({
      ...{ settings, trace: this.#trace },
      flags: () => this.#flags,
      send: (bytes) => this.#send(bytes, "text"),
      sendOob: (call) => this.#negotiator.send(call),
      mark: () => promptMark(this.#negotiator, this.#flags),
      count: (anomaly) => this.#input.count(anomaly),
      hear: (text) => this.#hear(text),
      leave: () => this.disconnect("quit", GOODBYE),
    });
    this.#negotiator = this.#timers.use(
      new Negotiator({
        clock,
        parts: settings,
        guard: LOOP_GUARD,
        send: (bytes, how) => this.#send(bytes, "telnet", how),
        setFlags: (changed, source) => this.#learn(changed, source),
        compress: (stage, option) =>
          this.#wire.begin(stage, encodeSubnegotiation(option, Uint8Array.of())),
        decompress: () => this.#wire.finish(),
        setTyping: (mode) => {
          this.#input.setTyping(mode);
          this.#output.bottom.setTyping(mode);
        },
        receiveCalls: (calls) => this.#events?.calls(calls),
        notices: this.#output.notices,
      }),
    );
    this.#input = new TelnetInput({
      payloadLimit: (option) => this.#negotiator.payloadLimit(option),
      openMs: SUBNEGOTIATION_OPEN_MS,
      clock,
      lineCharacters: limits.lineCharacters,
      encoding: this.#encoding,
    });
    this.#opening = this.#timers.use(
      new Opening({
        clock,
        ...{ offerMs, settleMs, negotiator: this.#negotiator },
        settled: () => this.#events?.settled(),
      }),
    );
    this.#lastWords = this.#timers.use(new LastWords(clock, () => this.#opening.settle()));
    this.#keepAlive = this.#timers.use(
      new KeepAlive(clock, keepAliveMs, () => {
        const isWanted = this.#flags.noKeepAlive !== true;
        if (isWanted && this.#negotiator.speaksTelnet) {
          this.#send(encodeCommand(COMMAND.NOP), "telnet");
        }
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
      this.#trace.sessid = outcome.sessid;
      this.#events = outcome.events;
      if (this.#reason === undefined) this.#opening.start();
    }
    await this.#wire.run();
  }

  deliver(calls: readonly Call[], shared: SharedRender): void {
    this.#lastWords.said();
    this.#output.screen.deliver(calls, shared);
  }

  setInputMode(mode: InputMode): void {
    this.#mode = mode;
    if (mode === "secret") this.#negotiator.echo.hide();
    else this.#negotiator.echo.show();
    this.#output.bottom.setInputMode(mode);
  }

  disconnect(reason: CloseReason, text: string | null): void {
    if (this.#reason !== undefined) return;
    this.#output.notices.goodbye(reason, text);
    this.#end(reason);
  }

  /** Changes what is known of the client, such as what the user chose; nothing is reported. */
  changeFlags(changed: ProtocolFlags): void {
    this.#flags = { ...this.#flags, ...changed };
    this.#encoding.use(this.#flags.encoding);
  }

  /** Resolves when all that was said has been written, or given up. */
  flushed(): Promise<void> {
    return this.#wire.flushed();
  }

  /** Shows in words what is said from now on, to whoever asked last. */
  xray(sight: XraySight): Disposable {
    const encoding = () => this.#flags.encoding;
    this.#xray = new TelnetXray(sight, { clock: this.#clock, encoding });
    return { [Symbol.dispose]: () => void (this.#xray = undefined) };
  }

  disturb(fault: LineFault): null {
    this.#wire.disturb(fault);
    return null;
  }

  /** Ends the connection without waiting for the client to close its side. */
  async shutDown(reason: CloseReason): Promise<void> {
    this.disconnect(reason, null);
    await this.#wire.end();
    this.#wire.cut("ours");
  }

  #receive(bytes: Uint8Array): void {
    this.#xray?.observe("in", bytes);
    try {
      for (const event of this.#input.read(bytes)) {
        this.#handle(event);
        if (this.#reason !== undefined) return;
      }
      this.#output.bottom.draw();
    } catch (error) {
      this.#trace.failed(error);
      this.disconnect("server_error", null);
    }
  }

  #handle(event: InputEvent): void {
    if (event.kind !== "wrongPort" && event.kind !== "factsAsked") this.#opening.offer();
    switch (event.kind) {
      case "line":
        this.#output.bottom.answered();
        return this.#hear(event.text);
      case "keys":
        return this.#output.bottom.read(event.bytes);
      case "factsAsked":
        return this.#output.notices.tellFacts() ? undefined : this.#events?.line(event.text);
      case "tooLong":
        return this.#output.notices.longLine();
      case "alive":
        return this.#events?.alive();
      case "wrongPort":
        this.#output.notices.wrongPort(event.spoken);
        return this.#end("protocol_error");
      case "command":
        this.#obey(event.code);
    }
    this.#negotiator.receive(event);
    this.#output.bottom.shown.markPrompt();
    this.#opening.heard();
  }

  #hear(text: string): void {
    this.#lastWords.heard();
    this.#events?.line(text);
  }

  #obey(code: number): void {
    this.#output.bottom.obey(code);
    obeyCommand(code, {
      showLine: (text) => this.#output.screen.line(text),
      interrupted: () => {
        this.#trace.interrupted();
        this.#events?.alive();
      },
      dropText: () => {
        this.#wire.dropText();
        this.#output.bottom.shown.startOver();
      },
      send: (code) => this.#send(encodeCommand(code), "telnet"),
    });
  }

  #learn(changed: ProtocolFlags, source: FlagSource): void {
    this.changeFlags(changed);
    this.#output.bottom.flagsChanged(changed);
    this.#events?.flags(changed, source);
  }

  #send(bytes: Uint8Array, kind: "text" | "telnet", how?: PushOptions): void {
    this.#keepAlive.sent();
    this.#wire.send(kind === "text" ? this.#encoding.toWire(bytes) : bytes, kind, how);
  }

  #end(reason: CloseReason): void {
    this.#reason = reason;
    this.#timers.dispose();
    void this.#wire.end();
  }

  #onEnded(end: WireEnd): void {
    this.#reason ??= end === "overflow" ? "slow_consumer" : "client_closed";
    this.#timers.dispose();
    this.#trace.anomalies(this.#input.anomalies);
    this.#events?.closed(this.#reason);
  }
}
