import { join, resolve } from "node:path";
import { banner, type ClassroomFacts, portInUseMessage } from "./cli/banner.ts";
import { lanAddress } from "./cli/lan_address.ts";
import { listenProblem } from "./cli/listen_problem.ts";
import type { LoadedSettings } from "./cli/load_settings.ts";
import { freePort } from "./cli/ports.ts";
import type { RunArgs } from "./cli/args.ts";
import { shownUrl } from "./core/store/postgres/postgres_url.ts";
import { DATABASE_NAME } from "./database_name.ts";
import { VERSION } from "./version.ts";
import type { Clock } from "./core/clock.ts";
import { type OpenPorts, PORT_SETTINGS, PORTS, type PortSetting } from "./core/settings/ports.ts";
import { logTo } from "./core/trace/log.ts";
import { Trace, type TraceLevel } from "./core/trace/trace.ts";
import { newClaimCode } from "./claim_code.ts";
import { loadPortalPlugins, lonelyPortals } from "./portal_plugins.ts";
import { Operators } from "./portals/operators/operators.ts";
import { type OpenPortals, openPortals } from "./portals/portal.ts";
import { PortalControl } from "./portals/observatory/control/portal_control.ts";
import { houseOf } from "./portals/observatory/house_of.ts";
import { Houses } from "./portals/observatory/houses.ts";
import { Observatory } from "./portals/observatory/observatory.ts";
import { RECORDER_LIMITS } from "./portals/observatory/recorder.ts";
import type { UsedPlugin } from "./plugins/host.ts";
import { PortalSessionRegistry } from "./portals/session/portal_session_registry.ts";
import { ServerQuestions } from "./portals/server_questions.ts";
import type { ReloadOutcome } from "./portals/supervisor_outcomes.ts";
import { Supervisor } from "./portals/supervisor.ts";
import type { LiveTours } from "./tour/live_tours.ts";
import { openStore, type ServerHome } from "./server_home.ts";
import { containUncaught } from "./uncaught.ts";
import { stackOf } from "./core/trace/error_text.ts";

/** What the program is started with. */
export interface ProgramOptions {
  readonly args: Pick<RunArgs, "inline" | "quiet">;
  /** Reads the settings, at the start and at each reload. */
  readonly loadSettings: () => Promise<LoadedSettings>;
  /** Plugins beside those of the settings, which share this isolate: only with `inline`. */
  readonly plugins?: readonly UsedPlugin[];
  /** What opens the pages of a class, if one is led. */
  readonly classroom?: ClassroomFacts;
  /** The working folder, as an absolute path. */
  readonly folder: string;
  readonly clock: Clock;
  /** Takes what is printed for the person who started it. */
  readonly print: (text: string) => void;
  /** Takes the log. */
  readonly log: (text: string, level: TraceLevel) => void;
  readonly color: boolean;
  /** Is told that the program is to end, with its exit code. */
  readonly onEnd: (code: number) => void;
}

/** Questions to the Server that may wait at once. */
const MAX_QUESTIONS = 1000;

/** The exit code that asks a service manager for a restart (EX_SOFTWARE of sysexits). */
const EXIT_STORE_DIED = 70;

/** The whole server: portals, supervisor, Server and Store, from settings to shutdown. */
export class Program {
  readonly #options: ProgramOptions;
  readonly #trace: Trace;
  readonly #claimCode = newClaimCode();
  #home: ServerHome | undefined;
  #portals: OpenPortals | undefined;
  readonly #questions: ServerQuestions;
  #supervisor: Supervisor | undefined;
  #sessions: PortalSessionRegistry | undefined;
  #observatory: Observatory | undefined;
  #tours: Promise<LiveTours> | undefined;
  #stopping: Promise<void> | undefined;
  #isStoreLost = false;
  #uncaught: Disposable | undefined;
  #operators: Operators | undefined;

  /**
   * Creates the program; nothing runs yet.
   *
   * @param options What it is started with.
   */
  constructor(options: ProgramOptions) {
    this.#options = options;
    this.#trace = new Trace(() => options.clock.now());
    this.#questions = new ServerQuestions({ clock: options.clock, max: MAX_QUESTIONS });
  }

  /**
   * Starts everything, and prints where to connect.
   *
   * @throws Error when it cannot start; its message says what to do.
   */
  async start(): Promise<void> {
    const { args, clock, print, color } = this.#options;
    const loaded = await this.#options.loadSettings();
    const { settings } = loaded;
    logTo(this.#trace, {
      write: this.#options.log,
      minLevel: args.quiet ? "warn" : settings.logLevel,
      color,
    });
    const { folder } = this.#options;
    const portalPlugins = await loadPortalPlugins(settings, { folder, clock });
    if (portalPlugins.length > 0) this.#uncaught = containUncaught((error) => this.#tell(error));
    const dataFolder = resolve(folder, settings.dataFolder);
    this.#home = await openStore({
      place: settings.database || join(dataFolder, DATABASE_NAME),
      inline: args.inline,
      plugins: this.#options.plugins ?? [],
      onDeath: (error) => this.#onStoreDeath(error),
    });
    const sessions = new PortalSessionRegistry({ clock, trace: this.#trace, limits: settings });
    this.#sessions = sessions;
    const operators = new Operators({
      ...{ serverName: settings.serverName, version: VERSION, clock, trace: this.#trace },
      ...{ sessions, questions: this.#questions, state: () => supervisor.state },
    });
    this.#operators = operators;
    const supervisor = this.#makeSupervisor(loaded, sessions, this.#home);
    this.#supervisor = supervisor;
    this.#observatory = this.#makeObservatory(sessions, supervisor);
    this.#portals = await openPortals({
      settings,
      sink: sessions,
      clock,
      trace: this.#trace,
      plugins: portalPlugins,
      folder,
      keysFolder: join(dataFolder, "keys"),
      state: () => supervisor.state,
      observatory: this.#observatory,
      questions: this.#questions,
      operators,
      oob: () => sessions.oob,
      players: () => sessions.uids.length,
      isBanned: (address) => sessions.isBanned(address),
      onPortTaken: (setting, port) => this.#otherPort(loaded, setting, port),
    }).catch((error) => {
      throw listenProblem(settings.host, error);
    });
    const outcome = await supervisor.start();
    if (outcome.kind === "failed") {
      const needed = outcome.isDamage === true
        ? "what is kept must be whole"
        : "its code must load";
      throw new Error(`Cannot start the game as ${needed}: ${outcome.reason}`);
    }
    for (const text of lonelyPortals(portalPlugins, outcome.plugins)) {
      this.#trace.emit("portal:alone", { level: "warn", data: { text } });
    }
    if (args.quiet) return this.#printClaim(outcome.claimable);
    print(banner({
      serverName: settings.serverName,
      version: VERSION,
      host: settings.host,
      lanAddress: settings.host === "" ? await lanAddress({ clock }) : undefined,
      ports: this.ports,
      certificate: this.#portals.certificate,
      webTls: settings.webTls,
      notes: this.#portals.notes,
      portalPlugins: this.#portals.plugins,
      plugins: outcome.plugins,
      classroom: this.#options.classroom,
      dataFolder,
      database: settings.database === "" ? undefined : shownUrl(settings.database),
      claimCode: outcome.claimable ? this.#claimCode : undefined,
      elapsed: performance.now(),
      color,
    }));
    if (args.inline) print("All in one isolate: a reload keeps the code as it was at the start.\n");
  }

  /** The ports it listens on; absent while it does not. */
  get ports(): OpenPorts {
    const { plugins: _1, certificate: _2, notes: _3, close: _4, ...ports } = this.#portals ?? {};
    return ports;
  }

  /** The one-time code that makes the first superuser. */
  get claimCode(): string {
    return this.#claimCode;
  }

  /** Without the code nobody could become the superuser, so the quietest start tells it. */
  #printClaim(isClaimable: boolean): void {
    if (isClaimable) {
      this.#options.print(`To be the superuser, log in and type: claim ${this.#claimCode}`);
    }
  }

  /** Reloads the Server, as `reload` in the game does. */
  async reload(): Promise<ReloadOutcome> {
    return await this.#supervisor?.reload("reload") ??
      { kind: "refused", reason: "the server has not started" };
  }

  /**
   * Ends everything in order: players are told, the Server stops, the database is closed. Who asks
   * again, as a second Ctrl+C does, waits for the same end.
   */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    // Without a Store the Server would wait for it.
    await this.#supervisor?.stop(this.#isStoreLost ? 0 : undefined);
    this.#sessions?.disconnectAll("shutdown", "The server is shutting down. Come back soon.");
    this.#observatory?.[Symbol.dispose]();
    await (await this.#tours)?.close();
    await this.#portals?.close();
    await this.#home?.close();
    this.#uncaught?.[Symbol.dispose]();
    this.#operators?.[Symbol.dispose]();
  }

  /** What fails in a callback of a portal plugin, with nobody to catch it, ends no process. */
  #tell(error: unknown): void {
    const text = stackOf(error);
    this.#trace.emit("portal:uncaught", { level: "error", data: { error: text } });
  }

  #makeObservatory(sessions: PortalSessionRegistry, supervisor: Supervisor): Observatory {
    const state = () => supervisor.state;
    const [trace, { clock }, questions] = [this.#trace, this.#options, this.#questions];
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

  #makeSupervisor(
    first: LoadedSettings,
    sessions: PortalSessionRegistry,
    home: ServerHome,
  ): Supervisor {
    const { settings } = first;
    return new Supervisor({
      spawn: async (epoch, { why, off }) => {
        const { settings } = epoch === 1 ? first : await this.#options.loadSettings();
        const server = await home.spawn({
          // Plugins read the settings, and this is none of theirs.
          ...{ epoch, settings: { ...settings, metricsToken: "", database: "" }, off },
          claimCode: this.#claimCode,
          isStrict: why === "reload" || settings.strictPlugins,
          folder: this.#options.folder,
          clock: this.#options.clock,
          trace: this.#trace,
        });
        return this.#operators?.watch(server) ?? server;
      },
      sessions,
      questions: this.#questions,
      clock: this.#options.clock,
      trace: this.#trace,
      heartbeat: { interval: settings.heartbeatInterval, timeout: settings.heartbeatTimeout },
      reloadTimeout: settings.reloadTimeout,
      cores: navigator.hardwareConcurrency,
      onShutdown: () => this.#options.onEnd(0),
    });
  }

  async #otherPort(
    { settings, sources }: LoadedSettings,
    setting: PortSetting,
    port: number,
  ): Promise<number> {
    const { what, flag } = PORTS[setting];
    const wanted = PORT_SETTINGS.map((name) => settings[name]);
    const { host } = settings;
    const free = await freePort(port + 1, { host, clock: this.#options.clock, except: wanted });
    if (sources.has(setting)) throw new Error(portInUseMessage({ what, port, flag, free }));
    this.#options.print(`Port ${port}, wanted for ${what}, is taken; ${free} is used instead.`);
    return free;
  }

  #onStoreDeath(error: Error): void {
    if (this.#stopping !== undefined) return;
    this.#isStoreLost = true;
    this.#trace.emit("store:lost", { level: "error", data: { error: error.message } });
    this.#sessions?.announce("|rThe server has lost its memory and has to stop. Come back soon.|n");
    this.#options.onEnd(EXIT_STORE_DIED);
  }
}
