import { setImmediate } from "node:timers";
import type { Passport } from "../../../src/core/boundary/session_sync.ts";
import type { StartMode } from "../../../src/core/boundary/messages.ts";
import { ManualClock } from "../../../src/core/clock.ts";
import type { SessionRegistry } from "../../../src/core/session/session_registry.ts";
import { resolveSettings } from "../../../src/core/settings/resolve.ts";
import { InlineStore } from "../../../src/core/store/inline_store.ts";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import { StoreEngine } from "../../../src/core/store/store_engine.ts";
import { Trace, type TraceEvent } from "../../../src/core/trace/trace.ts";
import { type InlineServer, spawnInlineServer } from "../../../src/inline_server.ts";
import { defineCommand, definePlugin } from "../../../mod.ts";
import builtin from "../../../src/plugins/builtin/mod.ts";
import { SharedCrowd } from "../../../src/portals/realm/crowd/shared_crowd.ts";
import { PortalHub } from "../../../src/portals/realm/hub/portal_hub.ts";
import { SessionMoves } from "../../../src/portals/realm/moves/session_moves.ts";
import { RealmQuestions } from "../../../src/portals/realm/remote/realm_questions.ts";
import { RemoteRealms } from "../../../src/portals/realm/remote/remote_realms.ts";
import type { RemoteServer } from "../../../src/portals/realm/remote/remote_server.ts";
import { SharedRates } from "../../../src/portals/realm/remote/shared_rates.ts";
import { RealmSubjects } from "../../../src/portals/realm/subjects.ts";
import { ServerQuestions } from "../../../src/portals/server_questions.ts";
import { PortalSessionRegistry } from "../../../src/portals/session/portal_session_registry.ts";
import { Supervisor } from "../../../src/portals/supervisor.ts";
import { RecordedConnection } from "../session/recorded_connection.ts";
import { type BusEnd, MemoryBus } from "./memory_bus.ts";
import { StallingClock } from "./stalling_clock.ts";
import { LabWeb } from "./moves/lab_web.ts";

/** The names of a lab's realms, that of home first. */
type RealmNames = readonly [home: string, ...others: string[]];

/** Shorter than anything that happens again and again. */
const STEP_MS = 50;

/** A client of a Portal of the lab. */
export interface RealmClient {
  readonly sessid: number;
  readonly connection: RecordedConnection;
  /** Types a line. */
  type(line: string): void;
  /** Sends something beside typed lines, which is run at once and noted as `call WHAT`. */
  call(what: string): void;
  /** Ends the connection, as the client does. */
  leave(): void;
  /** What it was shown that begins with this, without that. */
  answers(prefix: string): readonly string[];
}

/** A Portal's process. */
export interface LabPortal {
  readonly end: BusEnd;
  readonly sessions: PortalSessionRegistry;
  readonly server: RemoteServer;
  /** What is asked of home's Server. */
  readonly questions: ServerQuestions;
  /** What is asked of the Servers of all realms. */
  readonly asks: RealmQuestions;
  readonly moves: SessionMoves;
  /** What the other Portals count. */
  readonly crowd: SharedCrowd;
  /** Where pages connect. */
  readonly web: LabWeb;
  /** Lets the process stand still: it hears nothing, and does nothing that is due. */
  stall(): void;
  /** Lets it do what has become due meanwhile, and then hear what has come. */
  goOn(): void;
  connect(): Promise<RealmClient>;
  /** Comes from an address; tells whether that is accepted. */
  tryConnect(address: string): "accepted" | "refused";
}

/** A Server's process. */
export interface LabServer {
  readonly end: BusEnd;
  readonly hub: PortalHub;
  readonly supervisor: Supervisor;
  /** Ends the process at once, with all that it has not said yet. */
  kill(): void;
  /** The isolate of the game that runs. */
  readonly game: InlineServer;
}

/** Several Portals and Servers of one realm, or of several, in one process, over a bus that can fail. */
export class RealmLab {
  readonly bus = new MemoryBus();
  readonly clock = new ManualClock(1_000_000);
  readonly traced: TraceEvent[] = [];
  readonly #realms: RealmNames;
  readonly #engines: ReadonlyMap<string, StoreEngine>;
  readonly #ends: (() => Promise<void>)[] = [];
  readonly #servers: InlineServer[] = [];
  readonly settings = resolveSettings([{
    name: "test",
    values: { plugins: [], scryptCost: 1, loginTimeout: 0, commandRate: 0 },
  }]).settings;
  /** Every line that was run by `note`, as `sessid:line`, in order. */
  readonly noted: string[] = [];
  /** The same lines as `realm:line`, in order. */
  readonly notedAt: string[] = [];
  /** Who `go` says that sessions are, by sessid; nobody unless set. */
  readonly passports = new Map<number, Passport>();

  /** Creates a lab in which nothing runs. */
  constructor(realms: RealmNames = ["test"]) {
    this.#realms = realms;
    const engineOf = (realm: string) => [realm, new StoreEngine(openDatabase(":memory:"))] as const;
    this.#engines = new Map(realms.map(engineOf));
  }

  /**
   * Starts a Portal's process; it looks for the Server.
   *
   * @param number The Portal's number.
   * @param instance What tells it from others of that number.
   * @param numbering The number that its sessids tell.
   */
  portal(number: number, instance = number.toString(16), numbering = number): LabPortal {
    const clock = new StallingClock(this.clock);
    const end = this.bus.connect();
    const trace = this.#trace();
    const realms = this.#realms;
    const questions = new RealmQuestions({
      ...{ clock, max: 100, realms },
      realmOf: (sessid) => sessions.realms.of(sessid).realm,
      isIn: (sessid) => sessions.find(sessid)?.isIn ?? false,
    });
    const crowd = new SharedCrowd({
      ...{ connection: end.connection, clock, trace, subjects: new RealmSubjects(realms[0]) },
      ...{ instance: instance.padStart(16, "0"), own: () => sessions.crowd },
    });
    const sessions: PortalSessionRegistry = new PortalSessionRegistry({
      ...{ clock, trace, limits: this.settings, portal: numbering, realms },
      ...{ onAccepted: (address) => rates.tell(address), elsewhere: crowd },
    });
    const rates = new SharedRates({
      ...{ connection: end.connection, portal: number, sessions, trace },
      subjects: new RealmSubjects(realms[0]),
    });
    const servers = new RemoteRealms({
      ...{ connection: end.connection, portal: number, clock, trace },
      ...{ sessions, questions, onShutdown: () => this.shutdowns.push(number) },
      instance: instance.padStart(16, "0"),
      onNumberInUse: () => this.taken.push(number),
    });
    const moves = new SessionMoves({
      ...{ connection: end.connection, portal: number, clock, trace },
      subjects: new RealmSubjects(realms[0]),
      ...{ sessions, servers: servers.all },
      random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    });
    const web = new LabWeb({ clock, trace, sessions, elsewhere: moves });
    crowd.open();
    servers.open();
    this.#ends.push(async () => {
      moves[Symbol.dispose]();
      sessions.disconnectAll("shutdown", null);
      servers.close();
      rates[Symbol.dispose]();
      crowd[Symbol.dispose]();
      await this.settled();
    });
    return {
      ...{ end, sessions, server: servers.home, questions: questions.at(realms[0]), moves, web },
      ...{ asks: questions, crowd },
      stall: () => (end.pause(), clock.pause()),
      goOn: () => (clock.resume(), end.resume()),
      connect: () => this.#connect(sessions),
      tryConnect: (address) => sessions.connect(new RecordedConnection(address), {}).kind,
    };
  }

  /** The Portals that were told to end, since somebody shut the realm down. */
  readonly shutdowns: number[] = [];
  /** The Portals that were told that another one has their number. */
  readonly taken: number[] = [];

  /** Starts a Server's process, which takes its realm over: home unless another one is named. */
  async server(
    term: number,
    mode: StartMode = "cold",
    realm = this.#realms[0],
  ): Promise<LabServer> {
    const { clock } = this;
    const end = this.bus.connect();
    const trace = this.#trace();
    const questions = new ServerQuestions({ clock, max: 100 });
    const { connection } = end;
    const hub = new PortalHub({
      ...{ connection, subjects: new RealmSubjects(realm), term, clock, trace, questions },
    });
    let game: InlineServer | undefined;
    const supervisor = new Supervisor({
      spawn: (epoch) => {
        game = this.#spawn(epoch, { term, realm });
        return Promise.resolve(game);
      },
      ...{ sessions: hub, questions, clock, trace, cores: 4 },
      heartbeat: { interval: 0, timeout: 0 },
      reloadTimeout: 10_000,
      onShutdown: () => hub.shutdown(),
    });
    hub.open();
    const starting = supervisor.start(mode);
    const started = await this.until(starting);
    if (started.kind === "failed") throw new Error(started.reason);
    let isKilled = false;
    this.#ends.push(async () => {
      if (isKilled) return;
      await this.until(supervisor.stop());
      hub.close();
    });
    return {
      ...{ end, hub, supervisor },
      get game() {
        if (game === undefined) throw new Error("Cannot find a game: none was started");
        return game;
      },
      kill: () => {
        isKilled = true;
        end.isCut = true;
        hub.close();
        game?.terminate();
        void supervisor.stop(0);
      },
    };
  }

  /** Moves the clock step by step, and lets everything happen that follows from each. */
  async advance(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      this.clock.advance(Math.min(STEP_MS, left));
      await this.settled();
    }
  }

  /** Moves the clock until something has come. */
  async until<Value>(promise: Promise<Value>): Promise<Value> {
    let isThere = false;
    const mark = () => void (isThere = true);
    promise.then(mark, mark);
    for (let steps = 0; !isThere && steps < 1_000; steps++) await this.advance(STEP_MS);
    return await promise;
  }

  /** Moves the clock until something holds, which may take the machine some time. */
  async eventually(holds: () => boolean): Promise<void> {
    for (let steps = 0; !holds(); steps++) {
      if (steps > 10_000) throw new Error(`Cannot wait any longer for: ${holds}`);
      await this.advance(STEP_MS);
    }
  }

  /** Lets everything happen that needs no time. */
  async settled(): Promise<void> {
    for (let seen = -1; seen !== this.bus.published;) {
      seen = this.bus.published;
      for (let turn = 0; turn < 8; turn++) {
        await new Promise<void>((resolve) => setImmediate(() => resolve()));
      }
    }
  }

  /** Ends all that runs. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const end of this.#ends.toReversed()) await end();
    for (const server of this.#servers) server.terminate();
    for (const engine of this.#engines.values()) engine.close();
  }

  /** What happened, of one kind. */
  events(kind: string): readonly TraceEvent[] {
    return this.traced.filter((event) => event.kind === kind);
  }

  async #connect(sessions: PortalSessionRegistry): Promise<RealmClient> {
    const connection = new RecordedConnection("127.0.0.1");
    const outcome = sessions.connect(connection, {});
    if (outcome.kind === "refused") throw new Error(`Cannot connect: ${outcome.reason}`);
    const { events, sessid } = outcome;
    events.settled();
    await this.settled();
    return {
      ...{ sessid, connection },
      type: (line) => events.line(line),
      call: (what) => events.calls([["note_call", [what], {}]]),
      leave: () => events.closed("client_closed"),
      answers: (prefix) =>
        connection.shown.map(String).filter((text) => text.startsWith(prefix))
          .map((text) => text.slice(prefix.length)),
    };
  }

  #trace(): Trace {
    const trace = new Trace(() => this.clock.now());
    trace.read((event) => this.traced.push(event));
    return trace;
  }

  #spawn(
    epoch: number,
    { term, realm }: { readonly term: number; readonly realm: string },
  ): InlineServer {
    const engine = this.#engines.get(realm);
    if (engine === undefined) throw new Error(`Cannot start a Server: no realm is "${realm}"`);
    const server = spawnInlineServer({
      ...{ epoch, settings: this.settings, clock: this.clock, trace: this.#trace() },
      ...{ claimCode: "claim", isStrict: true, random: Math.random },
      plugins: [
        { use: "builtin", plugin: builtin, settings: {} },
        { use: "noting", plugin: this.#noting(realm), settings: {} },
      ],
      store: new InlineStore(engine, term * 1_000 + epoch),
    });
    this.#servers.push(server);
    return server;
  }

  /** Commands that write down what was run, whoever types it. */
  #noting(realm: string) {
    const note = defineCommand({
      key: "note",
      needs: "session",
      run: ({ session, args, msg }) => {
        this.noted.push(`${session.sessid}:${args}`);
        this.notedAt.push(`${realm}:${args}`);
        msg(`noted ${args}`);
      },
    });
    const askBack = defineCommand({
      key: "askback",
      needs: "session",
      run: async ({ ask, msg }) => msg(`answered ${await ask("What?")}`),
    });
    const go = defineCommand({
      key: "go",
      needs: "session",
      run: ({ session, args, game }) => {
        // The Server's own registry, which the game is given as `Sessions`.
        letGo(game.sessions as SessionRegistry, session.sessid, {
          ...{ realm: args, passport: this.passports.get(session.sessid) ?? null },
        });
      },
    });
    return definePlugin({
      ...{ name: "noting", version: "1.0.0", api: 1 },
      setup: ({ provide }) => {
        provide.inputfunc("note_call", (session, [what]) => {
          this.noted.push(`${session.sessid}:call ${what}`);
          this.notedAt.push(`${realm}:call ${what}`);
        });
        for (const set of ["builtin/unloggedin", "builtin/account", "builtin/character"]) {
          provide.commands(set, [note, askBack, go]);
        }
      },
    });
  }
}

/** Lets a session go to a realm as `session.transfer()` does, but with any account, and to any realm. */
export function letGo(
  registry: SessionRegistry,
  sessid: number,
  { realm, passport }: { readonly realm: string; readonly passport: Passport | null },
): void {
  const core = registry.entry(sessid)?.core;
  if (core === undefined) return;
  core.isEnding = true;
  const { usedUp: line, usedUpBeyond: ran } = core.inbox;
  registry.parts.say({
    ...{ kind: "transfer", sessid, realm, passport, carry: { from: "afar" }, text: `to ${realm}` },
    ...(line === 0 ? {} : { line }),
    ...(ran.length === 0 ? {} : { ran }),
  });
  core.transfer = "said";
}
