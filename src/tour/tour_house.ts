import type { SessionSync } from "../core/boundary/messages.ts";
import type { Asks } from "../core/boundary/questions.ts";
import type { Clock } from "../core/clock.ts";
import { resolveSettings } from "../core/settings/resolve.ts";
import type { Settings } from "../core/settings/settings.ts";
import { Trace } from "../core/trace/trace.ts";
import type { InlineServer } from "../inline_server.ts";
import { nextTurn } from "../plugins/testing/next_turn.ts";
import { usedPlugin } from "../plugins/used_plugin.ts";
import { LoopbackConnection } from "../portals/loopback/loopback_connection.ts";
import type { HouseParts } from "../portals/observatory/house_of.ts";
import { PortalSessionRegistry } from "../portals/session/portal_session_registry.ts";
import { ServerQuestions } from "../portals/server_questions.ts";
import { Supervisor } from "../portals/supervisor.ts";
import type { SupervisorState } from "../portals/supervisor_state.ts";
import { type InlineHome, openInlineStore } from "../server_home.ts";

import { messageOf } from "./message_of.ts";
import { tourPlugin } from "./plugin/tour_plugin.ts";

/** How many sessions an account of a house may have, and how they share. */
export type MultisessionMode = Settings["multisessionMode"];

/** The multisession mode of chapters that are about something else. */
export const USUAL_MODE: MultisessionMode = 2;

/** What a {@linkcode TourHouse} is opened with. */
export interface TourHouseOptions {
  /** What it is called among the houses of an observatory. */
  readonly name: string;
  readonly mode: MultisessionMode;
  readonly clock: Clock;
}

/** Questions to the Server that may wait at once. */
const MAX_QUESTIONS = 100;

/**
 * A whole server for a tour: Portal, Server and a Store in memory, in this isolate and with nobody
 * in it but whom the tour sends. What happens here is gone when it is closed.
 */
export class TourHouse implements HouseParts, AsyncDisposable {
  readonly name: string;
  readonly trace: Trace;
  readonly #registry: PortalSessionRegistry;
  readonly #questions: ServerQuestions;
  readonly #supervisor: Supervisor;
  readonly #home: InlineHome;
  #server: InlineServer | undefined;
  #closing: Promise<void> | undefined;

  private constructor({ name, mode, clock }: TourHouseOptions) {
    const settings = settingsOf(mode);
    const trace = new Trace(() => clock.now());
    this.name = name;
    this.trace = trace;
    this.#home = openInlineStore({ path: ":memory:", plugins: [usedPlugin(tourPlugin, "tour")] });
    this.#registry = new PortalSessionRegistry({ clock, trace, limits: settings });
    this.#questions = new ServerQuestions({ clock, max: MAX_QUESTIONS });
    const start = { settings, claimCode: "", isStrict: true, folder: ".", clock, trace };
    this.#supervisor = new Supervisor({
      spawn: async (epoch, { off }) =>
        this.#server = await this.#home.spawn({ ...start, epoch, off }),
      sessions: this.#registry,
      questions: this.#questions,
      ...{ clock, trace },
      heartbeat: { interval: settings.heartbeatInterval, timeout: settings.heartbeatTimeout },
      reloadTimeout: settings.reloadTimeout,
      cores: 1,
      onShutdown: () => void this.close(),
    });
  }

  /**
   * Opens a house whose Server is ready.
   *
   * @param options What it is called, and its multisession mode.
   */
  static async open(options: TourHouseOptions): Promise<TourHouse> {
    const house = new TourHouse(options);
    const outcome = await house.#supervisor.start();
    if (outcome.kind === "started") return house;
    await house.close();
    throw new Error(`Cannot open a house for the tour as its Server must start: ${outcome.reason}`);
  }

  /** Every connection as the Portal knows it. */
  get sessions(): { readonly syncs: readonly SessionSync[] } {
    return this.#registry;
  }

  /** Asks the Server. */
  get questions(): Asks {
    return this.#questions;
  }

  /** Whether the Server is up, and if not, why. */
  readonly state = (): SupervisorState => this.#supervisor.state;

  /** Lets events of detail be made, until the returned value is disposed of. */
  watch(): Disposable {
    return this.trace.watch();
  }

  /** Connects a client. */
  connect(): LoopbackConnection {
    return new LoopbackConnection(this.#registry, "127.0.0.1");
  }

  /** Puts a new Server in place of the running one. */
  async reload(): Promise<void> {
    const outcome = await this.#supervisor.reload("reload");
    if (outcome.kind === "refused") {
      throw new Error(`Cannot reload a house of the tour as its code must load: ${outcome.reason}`);
    }
  }

  /** Waits until the Server is told to stop; only while somebody watches. */
  stopping(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const reading = this.trace.read((event) => {
      if (event.kind === "wall:portal" && messageOf(event).kind === "stop") resolve();
    });
    return promise.finally(() => reading[Symbol.dispose]());
  }

  /** Waits until every line was run and all that was said has arrived. */
  async settled(): Promise<void> {
    await nextTurn();
    await this.#server?.settled();
    await nextTurn();
  }

  /** Ends the Server, the connections and the Store. */
  close(): Promise<void> {
    return this.#closing ??= this.#close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    await this.#supervisor.stop();
    this.#registry.disconnectAll("shutdown", "The tour has ended.");
    await this.#home.close();
  }
}

/** Nothing is limited that a script does, and a password costs next to nothing. */
function settingsOf(multisessionMode: MultisessionMode): Settings {
  const values = {
    serverName: "the house of the tour",
    multisessionMode,
    plugins: ["chargen"],
    serverSessionClass: "chargen/ChargenSession",
    scryptCost: 1,
    commandRate: 0,
    oobRate: 0,
    loginTimeout: 0,
    heartbeatInterval: 0,
  };
  return resolveSettings([{ name: "tour", values }]).settings;
}
