import { join } from "node:path";
import { portInUseMessage } from "./cli/banner.ts";
import { listenProblem } from "./cli/listen_problem.ts";
import type { LoadedSettings } from "./cli/load_settings.ts";
import { freePort } from "./cli/ports.ts";
import type { Asks } from "./core/boundary/questions.ts";
import type { Clock } from "./core/clock.ts";
import { type OpenPorts, PORT_SETTINGS, PORTS, type PortSetting } from "./core/settings/ports.ts";
import { stackOf } from "./core/trace/error_text.ts";
import type { Trace } from "./core/trace/trace.ts";
import { loadPortalPlugins } from "./portal_plugins.ts";
import { PortalControl } from "./portals/observatory/control/portal_control.ts";
import { houseOf } from "./portals/observatory/house_of.ts";
import { Houses } from "./portals/observatory/houses.ts";
import { Observatory } from "./portals/observatory/observatory.ts";
import { RECORDER_LIMITS } from "./portals/observatory/recorder.ts";
import { Operators } from "./portals/operators/operators.ts";
import type { CheckedPortal } from "./portals/plugins/check_portals.ts";
import { type OpenPortals, openPortals, type PortalsOptions } from "./portals/portal.ts";
import type { ServerControl } from "./portals/server_control.ts";
import type { CrowdElsewhere } from "./portals/session/crowd.ts";
import { PortalSessionRegistry } from "./portals/session/portal_session_registry.ts";
import type { LiveTours } from "./tour/live_tours.ts";
import { containUncaught } from "./uncaught.ts";
import { VERSION } from "./version.ts";

/** What a {@linkcode PortalHouse} is made with. */
export interface PortalHouseOptions {
  readonly loaded: LoadedSettings;
  /** The working folder, as an absolute path. */
  readonly folder: string;
  /** Where keys are kept, as an absolute path. */
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly trace: Trace;
  /** What is asked of whichever Server is there. */
  readonly questions: Asks;
  /** The Server; it is made after the sessions, which it is told of. */
  readonly server: () => ServerControl;
  /** The Portal's number, where there are several. */
  readonly portal?: number;
  /** The names of the realms behind it, that of home first, where there are several. */
  readonly realms?: readonly [home: string, ...others: string[]];
  /** Hears of the address of each connection that is accepted. */
  readonly onAccepted?: (address: string) => void;
  /** The sessions of other Portals, where there may be any. */
  readonly elsewhere?: CrowdElsewhere;
  /** Takes what is printed for the person who started it. */
  readonly print: (text: string) => void;
}

/** The Portal side of a process: sessions, portals, observatory and what operators are told. */
export class PortalHouse {
  readonly sessions: PortalSessionRegistry;
  readonly operators: Operators;
  /** The portal plugins that the settings ask for. */
  readonly plugins: readonly CheckedPortal[];
  readonly #options: PortalHouseOptions;
  readonly #uncaught: Disposable | undefined;
  #portals: OpenPortals | undefined;
  #observatory: Observatory | undefined;
  #tours: Promise<LiveTours> | undefined;

  /**
   * Makes the Portal side; it does not listen yet.
   *
   * @throws Error when a portal plugin cannot be used.
   */
  static async make(options: PortalHouseOptions): Promise<PortalHouse> {
    const { loaded: { settings }, folder, clock } = options;
    return new PortalHouse(options, await loadPortalPlugins(settings, { folder, clock }));
  }

  private constructor(options: PortalHouseOptions, plugins: readonly CheckedPortal[]) {
    const { loaded: { settings }, clock, trace, questions, server } = options;
    const { portal = 0, onAccepted = () => {}, realms, elsewhere } = options;
    this.#options = options;
    this.plugins = plugins;
    if (plugins.length > 0) this.#uncaught = containUncaught((error) => this.#tell(error));
    this.sessions = new PortalSessionRegistry({
      clock,
      trace,
      limits: settings,
      portal,
      onAccepted,
      ...(realms === undefined ? {} : { realms }),
      ...(elsewhere === undefined ? {} : { elsewhere }),
    });
    this.operators = new Operators({
      ...{ serverName: settings.serverName, version: VERSION, clock, trace },
      ...{ sessions: this.sessions, questions, state: () => server().state },
    });
  }

  /** The ports it listens on; absent while it does not. */
  get ports(): OpenPorts {
    if (this.#portals === undefined) return {};
    const { plugins: _1, certificate: _2, notes: _3, close: _4, ...others } = this.#portals;
    const { stopListening: _5, onward: _6, ...ports } = others;
    return ports;
  }

  /**
   * Listens, from now on.
   *
   * @param others The other Portals of the realm, if there may be any.
   * @throws Error when a port cannot be had; its message says what to do.
   */
  async open(
    others: Pick<PortalsOptions, "elsewhere" | "browserNews"> = {},
  ): Promise<OpenPortals> {
    const { loaded: { settings }, folder, dataFolder, clock, trace } = this.#options;
    const { questions, server } = this.#options;
    const { sessions, operators } = this;
    const observatory = this.#observatory = this.#makeObservatory();
    return this.#portals = await openPortals({
      ...{ settings, sink: sessions, clock, trace, folder, observatory, questions, operators },
      plugins: this.plugins,
      keysFolder: join(dataFolder, "keys"),
      state: () => server().state,
      oob: () => sessions.oob,
      players: () => sessions.uids.length,
      ...{ ...others, isBanned: sessions.isBanned, seeks: sessions.seeks },
      onPortTaken: (setting, port) => this.#otherPort(setting, port),
    }).catch((error) => {
      throw listenProblem(settings.host, error);
    });
  }

  /** Lets nobody in any more, as far as the portals can without ending what they have. */
  stopListening(): void {
    this.#portals?.stopListening();
  }

  /** The sessions whose clients can come back by another Portal. */
  get movable(): readonly number[] {
    return this.#portals?.onward.movable ?? [];
  }

  /**
   * Lets clients come back by another Portal, and nobody in any more.
   *
   * @param sessids Their sessions.
   * @returns Those whose clients are here.
   */
  sendOn(sessids: readonly number[]): readonly number[] {
    return this.#portals?.onward.sendOn(sessids) ?? [];
  }

  /**
   * Lets nobody in any more, and tells those who cannot come back by another Portal how long they may
   * stay.
   *
   * @param seconds How long that is.
   */
  drain(seconds: number): void {
    this.sendOn([]);
    const gone = new Set(this.movable);
    const left = seconds === 1 ? "1 second" : `${seconds} seconds`;
    this.sessions.announceToAll(
      `|yThis connection ends in ${left}, as its server is renewed: connect again then.|n`,
      gone,
    );
  }

  /** Says goodbye to every client, and listens no more. */
  async close(): Promise<void> {
    this.sessions.disconnectAll("shutdown", "The server is shutting down. Come back soon.");
    this.#observatory?.[Symbol.dispose]();
    await (await this.#tours)?.close();
    await this.#portals?.close();
    this.#uncaught?.[Symbol.dispose]();
    this.operators[Symbol.dispose]();
  }

  /** What fails in a callback of a portal plugin, with nobody to catch it, ends no process. */
  #tell(error: unknown): void {
    const text = stackOf(error);
    this.#options.trace.emit("portal:uncaught", { level: "error", data: { error: text } });
  }

  #makeObservatory(): Observatory {
    const { trace, clock, questions, server } = this.#options;
    const { sessions } = this;
    const state = () => server().state;
    const supervisor = server();
    const control = new PortalControl({ sessions, supervisor, questions, clock, trace });
    const houses = new Houses(houseOf({ name: "main", trace, sessions, state, control }));
    // Most starts take no tour, and need not wait for its code.
    const tours = () =>
      this.#tours ??= import("./tour/live_tours.ts").then(({ LiveTours }) =>
        new LiveTours({ houses, clock })
      );
    return new Observatory({
      ...{ houses, clock, tours, limits: RECORDER_LIMITS },
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    });
  }

  async #otherPort(setting: PortSetting, port: number): Promise<number> {
    const { loaded: { settings, sources }, clock, print } = this.#options;
    const { what, flag } = PORTS[setting];
    const wanted = PORT_SETTINGS.map((name) => settings[name]);
    const { host } = settings;
    const free = await freePort(port + 1, { host, clock, except: wanted });
    if (sources.has(setting)) throw new Error(portInUseMessage({ what, port, flag, free }));
    print(`Port ${port}, wanted for ${what}, is taken; ${free} is used instead.`);
    return free;
  }
}
