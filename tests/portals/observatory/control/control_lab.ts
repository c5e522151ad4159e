import { ManualClock } from "../../../../src/core/clock.ts";
import { resolveSettings } from "../../../../src/core/settings/resolve.ts";
import type { Config } from "../../../../src/core/settings/settings.ts";
import { InlineStore } from "../../../../src/core/store/inline_store.ts";
import { openDatabase } from "../../../../src/core/store/sqlite.ts";
import { StoreEngine } from "../../../../src/core/store/store_engine.ts";
import { Trace, type TraceEvent } from "../../../../src/core/trace/trace.ts";
import { type InlineServer, spawnInlineServer } from "../../../../src/inline_server.ts";
import builtin from "../../../../src/plugins/builtin/mod.ts";
import { nextTurn } from "../../../../src/plugins/testing/next_turn.ts";
import { type PluginObject, usedPlugin } from "../../../../src/plugins/used_plugin.ts";
import { LoopbackConnection } from "../../../../src/portals/loopback/loopback_connection.ts";
import { PortalControl } from "../../../../src/portals/observatory/control/portal_control.ts";
import { ServerQuestions } from "../../../../src/portals/server_questions.ts";
import { PortalSessionRegistry } from "../../../../src/portals/session/portal_session_registry.ts";
import { Supervisor } from "../../../../src/portals/supervisor.ts";

const SETTINGS: Config = {
  ...{ scryptCost: 1, commandRate: 0, oobRate: 0, loginTimeout: 0, heartbeatInterval: 0 },
  ...{ commandTimeLimit: 20_000, plugins: [] },
};

/** A whole game in this isolate, somebody who watches it, and what acts on it. */
export class ControlLab implements AsyncDisposable {
  readonly clock = new ManualClock(1_000);
  readonly events: TraceEvent[] = [];
  readonly trace = new Trace(() => this.clock.now());
  readonly watching: Disposable = this.trace.watch();
  readonly sessions: PortalSessionRegistry;
  readonly supervisor: Supervisor;
  readonly control: PortalControl;
  readonly #engine = new StoreEngine(openDatabase(":memory:"));
  #server: InlineServer | undefined;

  private constructor(plugins: readonly PluginObject[], values: Config) {
    const { clock, trace } = this;
    const { settings } = resolveSettings([{ name: "test", values: { ...SETTINGS, ...values } }]);
    const used = [builtin, ...plugins].map((plugin, at) => usedPlugin(plugin, `plugin ${at}`));
    const sessions = new PortalSessionRegistry({ clock, trace, limits: settings });
    const questions = new ServerQuestions({ clock, max: 100 });
    trace.read((event) => this.events.push(event));
    this.sessions = sessions;
    this.supervisor = new Supervisor({
      ...{ sessions, questions, clock, trace, reloadTimeout: 10_000, cores: 4 },
      spawn: (epoch) =>
        Promise.resolve(
          this.#server = spawnInlineServer({
            ...{ epoch, settings, plugins: used, clock, trace, claimCode: "TEST-CODE" },
            ...{ isStrict: true, random: () => 0, store: new InlineStore(this.#engine, epoch) },
          }),
        ),
      heartbeat: { interval: 0, timeout: 0 },
      onShutdown: () => {},
    });
    this.control = new PortalControl({
      ...{ sessions, questions, clock, trace, supervisor: this.supervisor },
    });
  }

  /** Starts the game. */
  static async started(
    plugins: readonly PluginObject[] = [],
    settings: Config = {},
  ): Promise<ControlLab> {
    const lab = new ControlLab(plugins, settings);
    await lab.supervisor.start();
    return lab;
  }

  /** Connects somebody. */
  async connect(): Promise<LoopbackConnection> {
    const connection = new LoopbackConnection(this.sessions, "127.0.0.1");
    await this.settled();
    return connection;
  }

  /** Connects somebody who makes an account and a character, and enters the world. */
  async player(name: string): Promise<LoopbackConnection> {
    const player = await this.connect();
    const lines = [`create ${name} sesame-street`, `charcreate ${name}`, `ic ${name}`];
    for (const line of lines) await this.type(player, line);
    return player;
  }

  /** Types a line, and waits for all that comes of it. */
  async type(player: LoopbackConnection, line: string): Promise<void> {
    player.type(line);
    await this.settled();
  }

  /** What a player was shown. */
  shown(player: LoopbackConnection): string {
    return player.received.map(({ text }) => text).join("\n");
  }

  /** Lets everything happen that needs no time. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) {
      await nextTurn();
      await this.#server?.settled();
      await nextTurn();
    }
  }

  /** Waits for something that needs time; the clock moves. */
  async timed<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const done = work.finally(() => isDone = true);
    while (!isDone) {
      this.clock.advance(1);
      await nextTurn();
    }
    return await done;
  }

  /** The events of a kind, what each carries. */
  told(kind: string): readonly TraceEvent["data"][] {
    return this.events.filter((event) => event.kind === kind).map(({ data }) => data);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.watching[Symbol.dispose]();
    this.control[Symbol.dispose]();
    await this.supervisor.stop();
    this.sessions.disconnectAll("shutdown", null);
    await this.#engine.close();
  }
}
