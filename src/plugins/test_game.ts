import type { SessionSync } from "../core/boundary/messages.ts";
import type { Game } from "../core/model.ts";
import type { Settings } from "../core/settings/settings.ts";
import { formatEvent } from "../core/trace/log.ts";
import { Trace, type TraceEvent } from "../core/trace/trace.ts";
import { LoopbackConnection } from "../portals/loopback/loopback_connection.ts";
import { PortalSessionRegistry } from "../portals/session/portal_session_registry.ts";
import { ServerQuestions } from "../portals/server_questions.ts";
import { Supervisor } from "../portals/supervisor.ts";
import { createApp } from "../portals/web/app.ts";
import type {
  ConnectBySocket,
  ConnectOptions,
  FetchOptions,
  TestGame,
  TestPlayer,
} from "./test_model.ts";
import { Failures } from "./testing/failures.ts";
import { LoopbackClient } from "./testing/loopback_client.ts";
import { nextTurn } from "./testing/next_turn.ts";
import { hasPattern, type Pattern } from "./testing/pattern.ts";
import type { PlayedGameOptions, SettlingServer } from "./testing/played_game_options.ts";
import { PlayedSession } from "./testing/played_session.ts";
import { enter, logIn } from "./testing/players.ts";
import type { Connected, SocketPortals } from "./testing/socket_portals.ts";
import type { TestClient } from "./testing/test_client.ts";

/** A whole game with players, wherever its Server runs. */
export class PlayedGame implements TestGame {
  readonly settings: Settings;
  readonly claimCode: string;
  readonly #options: PlayedGameOptions;
  readonly #events: TraceEvent[] = [];
  readonly #failures = new Failures();
  readonly #closed = new Map<number, string>();
  readonly #clients: TestClient[] = [];
  readonly #trace: Trace;
  readonly #players: TestPlayer[] = [];
  readonly #sessions: PortalSessionRegistry;
  readonly #questions: ServerQuestions;
  readonly #supervisor: Supervisor;
  readonly #web: ReturnType<typeof createApp>;
  #server: SettlingServer | undefined;
  #portals: SocketPortals | undefined;

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
    if (options.failures !== "forbid") this.#failures.allow(() => true);
    const trace = new Trace(() => clock.now());
    this.#trace = trace;
    trace.read((event) => this.#note(event));
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

  watch(): Disposable {
    return this.#trace.watch();
  }

  get log(): readonly string[] {
    return this.#events.filter(({ level }) => level !== "debug" && level !== "detail")
      .map((event) => formatEvent(event, { color: false }));
  }

  get failures(): readonly string[] {
    return this.#failures.texts;
  }

  get inside(): Game {
    const game = this.#server?.game?.();
    if (game === undefined) {
      throw new TypeError("Cannot look inside as the Server must run in this isolate: it does not");
    }
    return game;
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

  async connect(options: ConnectOptions = {}): Promise<TestPlayer> {
    const { client, sessid } = await this.#open(options);
    const player = new PlayedSession(client, {
      sessid,
      settled: () => this.settled(),
      closedWith: () => this.#closed.get(sessid),
      ended: () => this.#ended(sessid),
    });
    this.#clients.push(client);
    this.#players.push(player);
    await this.settled();
    return player;
  }

  async player(name: string, options: ConnectOptions = {}): Promise<TestPlayer> {
    const player = await this.connect(options);
    await enter(player, name, () => this.#stateOf(player));
    return player;
  }

  async superuser(name: string, options: ConnectOptions = {}): Promise<TestPlayer> {
    const player = await this.player(name, options);
    await player.send(`claim ${this.claimCode}`);
    player.expect("superuser");
    player.clear();
    return player;
  }

  async comeBack(name: string, options: ConnectOptions = {}): Promise<TestPlayer> {
    const player = await this.connect(options);
    await logIn(player, name, () => this.#stateOf(player));
    return player;
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
    // A client answers some of what it is sent, which may make the game say more.
    for (let seen = -1; seen !== this.#countReceived();) {
      seen = this.#countReceived();
      await this.#flush();
      await nextTurn();
      await this.#server?.settled();
      await nextTurn();
      await this.#flush();
      if (this.#portals === undefined) break;
    }
    this.#checkFailures();
  }

  allowFailures(pattern: Pattern): void {
    this.#failures.allow((text) => hasPattern(text, pattern));
  }

  /** Ends the game, whatever failed in it. */
  async end(): Promise<void> {
    await this.#shutDown();
    await Promise.all(this.#clients.map((client) => client.close()));
    await this.#portals?.close();
    await this.#options.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
    this.#checkFailures();
  }

  #note(event: TraceEvent): void {
    this.#events.push(event);
    this.#failures.note(event);
    const { kind, sessid, data } = event;
    if (kind === "portal:disconnect" && sessid !== undefined) {
      this.#closed.set(sessid, String(data.reason));
    }
  }

  async #open(options: ConnectOptions): Promise<Connected> {
    if (isBySocket(options)) {
      this.#portals ??= await this.#makePortals();
      return await this.#portals.connect(options.portal);
    }
    const { address = "127.0.0.1", uid } = options;
    const connection = new LoopbackConnection(this.#sessions, address, { uid });
    return { client: new LoopbackClient(connection), sessid: connection.sessid };
  }

  /** What sockets need is loaded by a test that asks for them alone: it takes permissions. */
  async #makePortals(): Promise<SocketPortals> {
    const { SocketPortals } = await import("./testing/socket_portals.ts");
    return new SocketPortals({
      settings: this.settings,
      sink: this.#sessions,
      trace: this.#trace,
      state: () => this.#supervisor.state,
      questions: this.#questions,
      oob: () => this.#sessions.oob,
      isBanned: this.#sessions.isBanned,
      seeks: this.#sessions.seeks,
    });
  }

  async #flush(): Promise<void> {
    this.#portals?.wait();
    await Promise.all(this.#clients.map((client) => client.flush()));
  }

  #countReceived(): number {
    return this.#clients.reduce((sum, { received }) => sum + received.length, 0);
  }

  #stateOf({ sessid }: TestPlayer): SessionSync["state"] {
    return this.portalCopy.find((sync) => sync.sessid === sessid)?.state ?? "closed";
  }

  async #ended(sessid: number): Promise<void> {
    while (!this.#closed.has(sessid)) {
      this.#portals?.wait();
      await nextTurn();
    }
  }

  #checkFailures(): void {
    this.#failures.check(() =>
      this.#players.map(({ sessid, transcript }) => `Session ${sessid}:\n${transcript}`).join("\n")
    );
  }

  #makeWeb() {
    const { settings, clock } = this.#options;
    return createApp({
      serverName: settings.serverName,
      ready: () => this.#supervisor.state,
      plugins: {
        questions: this.#questions,
        ...{ clock, limits: settings },
        isBanned: this.#sessions.isBanned,
        addressOf: ({ env }) => env.address,
      },
    });
  }

  async #shutDown(): Promise<void> {
    await this.#supervisor.stop();
    this.#sessions.disconnectAll("shutdown", "The game has ended.");
  }
}

function isBySocket(options: ConnectOptions): options is ConnectBySocket {
  return options.portal === "telnet" || options.portal === "websocket";
}
