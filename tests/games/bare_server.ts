import type {
  PortalMessage,
  ServerMessage,
  SessionSync,
} from "../../src/core/boundary/messages.ts";
import { ManualClock } from "../../src/core/clock.ts";
import { resolveSettings } from "../../src/core/settings/resolve.ts";
import type { Config } from "../../src/core/settings/settings.ts";
import { InlineStore } from "../../src/core/store/inline_store.ts";
import { openDatabase } from "../../src/core/store/sqlite.ts";
import type { Change } from "../../src/core/store/store.ts";
import { StoreEngine } from "../../src/core/store/store_engine.ts";
import { Trace, type TraceEvent } from "../../src/core/trace/trace.ts";
import { type InlineServer, spawnInlineServer } from "../../src/inline_server.ts";
import builtin from "../../src/plugins/builtin/mod.ts";
import { turnsOfTheLoop } from "./turns_of.ts";

/** What a bare Server is played with. */
export interface BareServerOptions {
  readonly plugins?: readonly unknown[];
  readonly settings?: Config;
  /** What the Server before it has kept. */
  readonly kept?: readonly Change[];
  /** What it is told before it takes over. */
  readonly early?: readonly PortalMessage[];
  /** Whether what it said while it started is in its news. */
  readonly keepsNews?: boolean;
}

/** A Server without a Portal: the test stands at the wall, and says and hears what crosses it. */
export class BareServer implements AsyncDisposable {
  readonly traced: TraceEvent[] = [];
  readonly #server: InlineServer;
  readonly #engine: StoreEngine;
  readonly #said: ServerMessage[] = [];

  private constructor(server: InlineServer, engine: StoreEngine) {
    this.#server = server;
    this.#engine = engine;
    server.boundary.onFault((error) => this.traced.push(faultOf(error)));
    server.boundary.onBatch(({ messages }) => this.#said.push(...messages));
  }

  /** Starts one that has been told of these sessions. */
  static async start(
    sessions: readonly SessionSync[] = [],
    options: BareServerOptions = {},
  ): Promise<BareServer> {
    const engine = new StoreEngine(openDatabase(":memory:"));
    const before = new InlineStore(engine, 1);
    await before.takeOver();
    await before.commit(options.kept ?? []);
    await before.close();
    const clock = new ManualClock(Date.UTC(2026, 0, 1));
    const trace = new Trace(() => clock.now());
    const values = { scryptCost: 1, plugins: [], ...options.settings };
    const { settings } = resolveSettings([{ name: "test", values }]);
    const server = spawnInlineServer({
      ...{
        epoch: 2,
        settings,
        clock,
        trace,
        claimCode: "TEST-CODE",
        isStrict: true,
        random: () => 0.5,
      },
      store: new InlineStore(engine, 2),
      plugins: [builtin, ...options.plugins ?? []]
        .map((plugin, index) => ({ use: `test plugin ${index}`, plugin, settings: {} })),
    });
    const bare = new BareServer(server, engine);
    trace.read((event) => bare.traced.push(event));
    await bare.until("loaded");
    for (const message of options.early ?? []) server.boundary.send(message);
    await bare.tell({ kind: "sync", mode: "cold", portalStart: clock.now(), sessions });
    await bare.until("ready");
    if (!options.keepsNews) bare.news();
    return bare;
  }

  /** Tells it something, and waits until it has nothing more to say. */
  async tell(...messages: readonly PortalMessage[]): Promise<void> {
    for (const message of messages) this.#server.boundary.send(message);
    await turnsOfTheLoop(1);
    await this.#server.settled();
    await turnsOfTheLoop(1);
  }

  /** Returns what it said since the last look. */
  news(): readonly ServerMessage[] {
    return this.#said.splice(0);
  }

  /** Tells whether it has said something of this kind since the last look. */
  heard(kind: ServerMessage["kind"]): boolean {
    return this.#said.some((message) => message.kind === kind);
  }

  /** Waits until it has said something of this kind. */
  async until(kind: ServerMessage["kind"]): Promise<void> {
    while (!this.heard(kind)) await turnsOfTheLoop(1);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.boundary.send({ kind: "stop", mode: "shutdown" });
    await this.until("stopped");
    this.#server.terminate();
    await this.#engine.close();
  }
}

/** What the Portal tells of a session that has just come. */
export function newSync(changes: Partial<SessionSync> = {}): SessionSync {
  return {
    ...{ sessid: 1, protocolKey: "telnet", address: "127.0.0.1", connTime: 1000 },
    ...{ state: "negotiating", uid: null, uname: null, puid: null },
    ...{ cmdLast: 1000, cmdLastVisible: 1000, cmdTotal: 0 },
    ...{ protocolFlags: {}, flagSources: {}, flagsVersion: 0, cmdsets: [], carry: {} },
    ...changes,
  };
}

function faultOf(error: Error): TraceEvent {
  return { seq: 0, at: 0, kind: "boundary:fault", level: "error", data: { error: error.message } };
}
