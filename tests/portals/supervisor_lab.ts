import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import { Trace, type TraceEvent } from "../../src/core/trace/trace.ts";
import { PortalSessionRegistry } from "../../src/portals/session/portal_session_registry.ts";
import { ServerQuestions } from "../../src/portals/server_questions.ts";
import { Supervisor } from "../../src/portals/supervisor.ts";
import type { SupervisorOptions } from "../../src/portals/supervisor_options.ts";
import { CountedClock } from "./counted_clock.ts";
import { FakeServer, type Script } from "./fake_server.ts";
import { RecordedConnection } from "./session/recorded_connection.ts";

/** Shorter than a heartbeat, so that a Server can answer each. */
const STEP_MS = 100;

/** A supervisor, the Servers that it starts, a clock that the test moves and one player. */
export class SupervisorLab {
  readonly clock = new CountedClock();
  readonly traced: TraceEvent[] = [];
  readonly servers: FakeServer[] = [];
  /** What the Servers started next do; after the last one, all goes well. */
  readonly scripts: Script[] = [];
  readonly player = new RecordedConnection();
  readonly questions = new ServerQuestions({ clock: this.clock, max: 10 });
  readonly supervisor: Supervisor;
  shutdowns = 0;
  readonly #type: (line: string) => void;

  constructor(options: Partial<SupervisorOptions> = {}) {
    const trace = new Trace(() => this.clock.now());
    trace.read((event) => this.traced.push(event));
    const sessions = new PortalSessionRegistry({
      clock: this.clock,
      trace,
      limits: {
        maxLineLength: 0,
        commandRate: 0,
        commandBurst: 1,
        oobRate: 0,
        loginTimeout: 0,
        connectionRatePerAddress: 0,
        connectionBurstPerAddress: 1,
        connectionRate: 0,
        maxSessionsPerAddress: 0,
        maxSessionsBeforeLogin: 0,
      },
    });
    this.supervisor = new Supervisor({
      spawn: (epoch) => Promise.resolve(this.#spawn(epoch)),
      sessions,
      questions: this.questions,
      clock: this.clock,
      trace,
      heartbeat: { interval: 1000, timeout: 3000 },
      reloadTimeout: 10_000,
      cores: 4,
      onShutdown: () => this.shutdowns++,
      ...options,
    });
    const outcome = sessions.connect(this.player, {});
    assert.equal(outcome.kind, "accepted");
    const events = outcome.kind === "accepted" ? outcome.events : undefined;
    events?.settled();
    this.#type = (line) => events?.line(line);
  }

  /** Starts the first Server. */
  static async started(options: Partial<SupervisorOptions> = {}): Promise<SupervisorLab> {
    const lab = new SupervisorLab(options);
    assert.equal((await lab.supervisor.start()).kind, "started");
    return lab;
  }

  /** The Server that was started last. */
  get server(): FakeServer {
    const server = this.servers.at(-1);
    if (server === undefined) throw new Error("Cannot find a Server: none was started");
    return server;
  }

  /** The Servers that were not ended. */
  get running(): readonly number[] {
    return this.servers.filter(({ terminations }) => terminations === 0).map(({ epoch }) => epoch);
  }

  /** What happened, of one kind. */
  reasons(kind: string): readonly unknown[] {
    return this.traced.filter((event) => event.kind === kind).map(({ data }) => data.reason);
  }

  /** Types a line as the player. */
  type(line: string): void {
    this.#type(line);
  }

  /** Moves the clock step by step, and lets everything happen that follows from each. */
  async advance(ms: number): Promise<void> {
    for (let left = ms; left >= 0; left -= STEP_MS) {
      await this.settled();
      this.clock.advance(Math.min(STEP_MS, left));
      await this.settled();
    }
  }

  /** Lets everything happen that needs no time. */
  async settled(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(() => resolve()));
  }

  /** Stops, and checks that nothing is left: no Server, no timer. */
  async end(): Promise<void> {
    const stopping = this.supervisor.stop();
    await this.advance(10_000);
    await stopping;
    assert.deepEqual(this.running, []);
    assert.equal(this.clock.live, 0, "timers that are still set");
    assert.ok(this.servers.every(({ terminations }) => terminations === 1));
  }

  #spawn(epoch: number): FakeServer {
    const server = new FakeServer(epoch, this.scripts.shift() ?? {});
    this.servers.push(server);
    return server;
  }
}
