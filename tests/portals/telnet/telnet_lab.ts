import type { Call } from "../../../src/core/boundary/messages.ts";
import { ManualClock } from "../../../src/core/clock.ts";
import { Trace, type TraceEvent } from "../../../src/core/trace/trace.ts";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import type { InputMode } from "../../../src/portals/session/connection.ts";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { TelnetConnection } from "../../../src/portals/telnet/telnet_connection.ts";
import type { TelnetSettings } from "../../../src/portals/telnet/telnet_settings.ts";
import { bytes, FakePeer, latin1, RecordingSink, turn } from "./fake_peer.ts";

/** What a client may use up. */
export const LIMITS = {
  lineCharacters: 6000,
  historyLines: 10,
  outboundBytes: 1_000_000,
  gmcp: { bytes: 1000, depth: 4, packages: 5, perSecond: 10 },
} as const;

/** One connection with its peer, its Portal and a clock that the test moves. */
export class Lab {
  readonly clock = new ManualClock(1000);
  readonly peer = new FakePeer();
  readonly sink = new RecordingSink();
  readonly trace: TraceEvent[] = [];
  readonly connection: TelnetConnection;
  #running: Promise<void> | undefined;

  constructor(settings: Partial<TelnetSettings> = {}) {
    const trace = new Trace(() => this.clock.now());
    trace.read((event) => this.trace.push(event));
    this.connection = new TelnetConnection(this.peer, "192.0.2.1", {
      clock: this.clock,
      trace,
      limits: LIMITS,
      renderer: { way: () => "plain", render: (_, spans) => spans.map((s) => s.text).join("") },
      settleMs: 400,
      offerMs: 0,
      keepAliveMs: 60_000,
      ports: () => ({ webPort: 4001, tlsPort: 4003 }),
      ...settings,
    });
  }

  /** Starts the connection and returns the first bytes it sends. */
  async start(): Promise<string> {
    this.#running = this.connection.run(this.sink);
    return await this.answer();
  }

  /** Sends bytes and returns what comes back at once. */
  async send(...parts: readonly (string | number)[]): Promise<string> {
    this.peer.send(bytes(...parts));
    return await this.answer();
  }

  /** Delivers calls and returns what they become. */
  async deliver(...calls: readonly Call[]): Promise<string> {
    this.connection.deliver(calls, new SharedRender());
    return await this.answer();
  }

  /** Changes the input mode and returns what is sent for it. */
  async setInputMode(mode: InputMode): Promise<string> {
    this.connection.setInputMode(mode);
    return await this.answer();
  }

  /** Moves the clock and returns what is sent meanwhile. */
  async advance(ms: number): Promise<string> {
    this.clock.advance(ms);
    return await this.answer();
  }

  /** Returns what was sent since the last look. */
  async answer(): Promise<string> {
    await turn();
    return this.peer.takeText();
  }

  /** Resolves when nothing waits to be written, also where zlib had to be waited for. */
  async flushed(): Promise<void> {
    await this.connection.flushed();
    await turn();
  }

  /** Returns all that was ever sent. */
  async allSent(): Promise<string> {
    await this.flushed();
    return this.peer.writes.join("");
  }

  /** A rendering to share with nobody. */
  shared(): SharedRender {
    return new SharedRender();
  }

  /** Hangs up and waits for the end, for as long as a client may be owed an answer. */
  async end(): Promise<void> {
    this.peer.hangUp();
    await this.advance(0);
    await this.advance(10_000);
    await this.#running;
  }
}

/** A `text` call. */
export function text(markup: string): Call {
  return ["text", [markup], {}];
}

/** A `prompt` call. */
export function prompt(markup: string): Call {
  return ["prompt", [markup], {}];
}

/** Encodes text and bytes, and shows each byte as one character, to compare with what was sent. */
export function wire(...parts: readonly (string | number)[]): string {
  return latin1(bytes(...parts));
}

/** What is offered to a client once it has shown that it knows telnet. */
export const REST = wire(
  ...[COMMAND.IAC, COMMAND.DO, OPTION.NAWS, COMMAND.IAC, COMMAND.WILL, OPTION.EOR],
  ...[COMMAND.IAC, COMMAND.WILL, OPTION.CHARSET, COMMAND.IAC, COMMAND.DO, OPTION.NEW_ENVIRON],
  ...[COMMAND.IAC, COMMAND.WILL, OPTION.GMCP],
);
export const HIDE = wire(COMMAND.IAC, COMMAND.WILL, OPTION.ECHO);
export const SHOW = wire(COMMAND.IAC, COMMAND.WONT, OPTION.ECHO);
export const GA_MARK = wire(COMMAND.IAC, COMMAND.GA);
export const EOR_MARK = wire(COMMAND.IAC, COMMAND.EOR);

/** Starts a lab whose client knows telnet and refuses everything: prompts get GA. */
export async function newLab(): Promise<Lab> {
  const { IAC, WONT, DONT } = COMMAND;
  const lab = new Lab();
  await lab.start();
  await lab.send(IAC, WONT, OPTION.TTYPE, IAC, WONT, OPTION.NAWS, IAC, DONT, OPTION.EOR);
  await lab.send(IAC, DONT, OPTION.CHARSET, IAC, DONT, OPTION.GMCP);
  return lab;
}
