import { setImmediate } from "node:timers";
import type { ProtocolFlags } from "../core/boundary/flags.ts";
import type { Call, SessionSync } from "../core/boundary/messages.ts";
import type { Clock } from "../core/clock.ts";
import type { Settings } from "../core/settings/settings.ts";
import { Trace, type TraceEvent } from "../core/trace/trace.ts";
import { LoopbackConnection } from "../portals/loopback/loopback_connection.ts";
import type { RunningServer, SpawnStart } from "../portals/running_server.ts";
import { PortalSessionRegistry } from "../portals/session/portal_session_registry.ts";
import { ServerQuestions } from "../portals/server_questions.ts";
import { Supervisor } from "../portals/supervisor.ts";
import { createApp } from "../portals/web/app.ts";
import type { ConnectOptions, FetchOptions, TestGame, TestPlayer } from "./test_model.ts";

/** A Server that can be waited for. */
export interface SettlingServer extends RunningServer {
  /** Resolves when every line was run, as far as it goes, and all that was said is durable. */
  settled(): Promise<void>;
}

/** What a {@linkcode PlayedGame} is made with. */
export interface PlayedGameOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly claimCode: string;
  /** Moves the clock, if it can be moved. */
  readonly advance?: (ms: number) => void;
  readonly spawn: (epoch: number, trace: Trace, start: SpawnStart) => SettlingServer;
  /** Ends what the Servers stood on. */
  readonly close: () => Promise<void>;
}

/** A whole game with loopback players, wherever its Server runs. */
export class PlayedGame implements TestGame {
  readonly settings: Settings;
  readonly claimCode: string;
  readonly #options: PlayedGameOptions;
  readonly #events: TraceEvent[] = [];
  readonly #sessions: PortalSessionRegistry;
  readonly #questions: ServerQuestions;
  readonly #supervisor: Supervisor;
  readonly #web: ReturnType<typeof createApp>;
  #server: SettlingServer | undefined;

  /**
   * Creates the game; nothing runs yet.
   *
   * @param options The settings, and how Servers are started.
   */
  constructor(options: PlayedGameOptions) {
    const { settings, clock } = options;
    this.#options = options;
    this.settings = settings;
    this.claimCode = options.claimCode;
    const trace = new Trace(() => clock.now());
    trace.read((event) => this.#events.push(event));
    this.#sessions = new PortalSessionRegistry({ clock, trace, limits: settings });
    this.#questions = new ServerQuestions({ clock, max: 100 });
    this.#supervisor = new Supervisor({
      spawn: (epoch, start) => Promise.resolve(this.#server = options.spawn(epoch, trace, start)),
      sessions: this.#sessions,
      questions: this.#questions,
      clock,
      trace,
      heartbeat: { interval: settings.heartbeatInterval, timeout: settings.heartbeatTimeout },
      reloadTimeout: settings.reloadTimeout,
      cores: navigator.hardwareConcurrency,
      onShutdown: () => void this.#shutDown(),
    });
    this.#web = this.#makeWeb();
  }

  get trace(): readonly TraceEvent[] {
    return this.#events;
  }

  /** What the Portal knows of every session. */
  get portalCopy(): readonly SessionSync[] {
    return this.#sessions.syncs;
  }

  /** Starts the first Server. */
  async start(): Promise<void> {
    const outcome = await this.#supervisor.start();
    if (outcome.kind === "failed") throw new Error(outcome.reason);
  }

  async connect({ address = "127.0.0.1", uid }: ConnectOptions = {}): Promise<TestPlayer> {
    const connection = new LoopbackConnection(this.#sessions, address, { uid });
    await this.settled();
    return new LoopbackPlayer(connection, () => this.settled());
  }

  async fetch(
    path: string,
    { address = "127.0.0.1", ...init }: FetchOptions = {},
  ): Promise<Response> {
    return await this.#web.fetch(new Request(new URL(path, "http://localhost"), init), { address });
  }

  async advance(ms: number): Promise<void> {
    if (this.#options.advance === undefined) {
      throw new TypeError("Cannot move time as the game's clock must be movable: it is not");
    }
    this.#options.advance(ms);
    await this.settled();
  }

  async reload(mode: "reload" | "reset" = "reload"): Promise<string | undefined> {
    const running = this.#server;
    const outcome = await this.#supervisor.reload(mode);
    if (outcome.kind === "refused") this.#server = running;
    await this.settled();
    return outcome.kind === "refused" ? outcome.reason : undefined;
  }

  async settled(): Promise<void> {
    await nextTurn();
    await this.#server?.settled();
    await nextTurn();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#shutDown();
    await this.#options.close();
  }

  #makeWeb() {
    const { settings, clock } = this.#options;
    return createApp({
      serverName: settings.serverName,
      ready: () => this.#supervisor.state,
      plugins: {
        questions: this.#questions,
        ...{ clock, limits: settings },
        isBanned: (address) => this.#sessions.isBanned(address),
        addressOf: ({ env }) => env.address,
      },
    });
  }

  async #shutDown(): Promise<void> {
    await this.#supervisor.stop();
    this.#sessions.disconnectAll("shutdown", "The game has ended.");
  }
}

class LoopbackPlayer implements TestPlayer {
  readonly #connection: LoopbackConnection;
  readonly #settled: () => Promise<void>;
  readonly #typed: { readonly after: number; readonly line: string }[] = [];
  #seen = 0;

  constructor(connection: LoopbackConnection, settled: () => Promise<void>) {
    this.#connection = connection;
    this.#settled = settled;
  }

  get sessid(): number {
    return this.#connection.sessid;
  }

  get screen(): string {
    return this.#text(this.#seen);
  }

  get isSecret(): boolean {
    return this.#connection.inputMode === "secret";
  }

  get closedWith(): string | undefined {
    return this.#connection.closedWith;
  }

  type(line: string): void {
    this.#typed.push({ after: this.#connection.received.length, line });
    this.#connection.type(line);
  }

  async send(line: string): Promise<string> {
    const before = this.#connection.received.length;
    this.type(line);
    await this.#settled();
    return this.#text(before);
  }

  async call(name: Call[0], args: Call[1] = [], kwargs: Call[2] = {}): Promise<void> {
    this.#connection.call([[name, args, kwargs]]);
    await this.#settled();
  }

  async tell(flags: ProtocolFlags): Promise<void> {
    this.#connection.tell(flags);
    await this.#settled();
  }

  oob(name: string): readonly Readonly<Record<string, unknown>>[] {
    return this.#connection.received.filter((received) => received.name === name)
      .map(({ kwargs }) => kwargs);
  }

  clear(): void {
    this.#seen = this.#connection.received.length;
  }

  expect(pattern: RegExp | string): void {
    const { screen } = this;
    const isThere = typeof pattern === "string" ? screen.includes(pattern) : pattern.test(screen);
    if (isThere) return;
    const wanted = typeof pattern === "string" ? JSON.stringify(pattern) : pattern;
    throw new Error(
      `Cannot find ${wanted} in what was shown to session ${this.sessid}:\n${this.#transcript()}`,
    );
  }

  /** What was typed and shown since the screen was cleared, in order. */
  #transcript(): string {
    const typed = this.#typed.filter(({ after }) => after >= this.#seen);
    const parts: string[] = [];
    let from = this.#seen;
    for (const { after, line } of typed) {
      parts.push(this.#text(from, after), `> ${line}`);
      from = after;
    }
    return [...parts, this.#text(from)].filter((part) => part !== "").join("\n");
  }

  drop(): void {
    this.#connection.vanish();
  }

  async vanish(): Promise<void> {
    this.#connection.vanish();
    await this.#settled();
  }

  #text(from: number, to?: number): string {
    return this.#connection.received.slice(from, to)
      .filter(({ name }) => name === "text" || name === "prompt")
      .map(({ text }) => text).join("\n");
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => resolve()));
}
