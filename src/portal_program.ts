import { resolve } from "node:path";
import type { NatsConnection } from "@nats-io/transport-node";
import { banner } from "./cli/banner.ts";
import { lanAddress } from "./cli/lan_address.ts";
import { drawPortal } from "./core/boundary/portal_number.ts";
import { shownNats } from "./core/settings/nats_address.ts";
import { EXIT_TEMPFAIL } from "./exit_codes.ts";
import { openLog } from "./open_log.ts";
import { Trace } from "./core/trace/trace.ts";
import { PortalHouse } from "./portal_house.ts";
import { SharedCrowd } from "./portals/realm/crowd/shared_crowd.ts";
import { connectRealm } from "./portals/realm/nats/connect_realm.ts";
import { SendingOn } from "./portals/realm/moves/sending_on.ts";
import { SessionMoves } from "./portals/realm/moves/session_moves.ts";
import { RealmQuestions } from "./portals/realm/remote/realm_questions.ts";
import { RemoteRealms } from "./portals/realm/remote/remote_realms.ts";
import { SharedBrowsers } from "./portals/realm/remote/shared_browsers.ts";
import { SharedRates } from "./portals/realm/remote/shared_rates.ts";
import { RealmSubjects } from "./portals/realm/subjects.ts";
import type { ReloadOutcome } from "./portals/supervisor_outcomes.ts";
import type { ProgramOptions } from "./program_options.ts";
import { VERSION } from "./version.ts";

/** Questions to the Server that may wait at once. */
const MAX_QUESTIONS = 1000;

/** How often a process that is to end looks whether anybody is left, in milliseconds. */
const LOOK_MS = 100;

/** The portals of a realm, or of several, in a process of their own; their Servers are others. */
export class PortalProgram {
  readonly #options: ProgramOptions;
  readonly #trace: Trace;
  #connection: NatsConnection | undefined;
  #house: PortalHouse | undefined;
  #servers: RemoteRealms | undefined;
  #rates: SharedRates | undefined;
  #crowd: SharedCrowd | undefined;
  #moves: SessionMoves | undefined;
  #browsers: SharedBrowsers | undefined;
  /** How long clients may stay when the process is asked to end, in seconds. */
  #drainTimeout = 0;
  #stopping: Promise<void> | undefined;

  /**
   * Creates the program; nothing runs yet.
   *
   * @param options What it is started with.
   */
  constructor(options: ProgramOptions) {
    this.#options = options;
    this.#trace = new Trace(() => options.clock.now());
  }

  /**
   * Listens, looks for the Servers, and prints where to connect.
   *
   * @throws Error when it cannot start; its message says what to do.
   */
  async start(): Promise<void> {
    const { args, print, color, folder, clock, onEnd } = this.#options;
    const loaded = await this.#options.loadSettings();
    const { settings } = loaded;
    openLog(this.#trace, settings, this.#options);
    const [home = settings.realm, ...others] = settings.realms;
    const realms = [home, ...others] as const;
    const connection = this.#connection = await connectRealm(settings, {
      ...{ folder, trace: this.#trace, name: `vestibule portal ${home}` },
    });
    const dataFolder = resolve(folder, settings.dataFolder);
    const portal = drawPortal(Math.random);
    const instance = crypto.getRandomValues(new Uint8Array(8)).toHex();
    const subjects = new RealmSubjects(home);
    const crowd = this.#crowd = new SharedCrowd({
      ...{ connection, subjects, instance, clock, trace: this.#trace },
      own: () => house.sessions.crowd,
    });
    const questions = new RealmQuestions({
      ...{ clock, max: MAX_QUESTIONS, realms },
      realmOf: (sessid) => house.sessions.realms.of(sessid).realm,
      isIn: (sessid) => house.sessions.find(sessid)?.isIn ?? false,
    });
    const house: PortalHouse = this.#house = await PortalHouse.make({
      ...{ loaded, folder, dataFolder, clock, trace: this.#trace, questions },
      ...{ portal, realms, print, server: () => servers.home },
      onAccepted: (address) => rates.tell(address),
      elsewhere: crowd,
    });
    const { sessions } = house;
    const rates = this.#rates = new SharedRates({
      ...{ connection, subjects, portal, sessions, trace: this.#trace },
    });
    const servers: RemoteRealms = this.#servers = new RemoteRealms({
      ...{ connection, portal, instance, clock, sessions, questions, trace: this.#trace },
      onShutdown: () => onEnd(0),
      onNumberInUse: () => onEnd(EXIT_TEMPFAIL),
    });
    const moves = this.#moves = new SessionMoves({
      ...{ connection, subjects, portal, clock, sessions, servers: servers.all },
      trace: this.#trace,
      random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    });
    crowd.open();
    const browserNews = this.#browsers = new SharedBrowsers({
      ...{ connection, subjects, portal, trace: this.#trace },
    });
    const portals = await house.open({ elsewhere: moves, browserNews });
    this.#drainTimeout = settings.drainTimeout;
    servers.open();
    if (args.quiet) return;
    print(banner({
      ...{ serverName: settings.serverName, version: VERSION, host: settings.host },
      lanAddress: settings.host === "" ? await lanAddress({ clock }) : undefined,
      ports: house.ports,
      certificate: portals.certificate,
      webTls: settings.webTls,
      notes: portals.notes,
      portalPlugins: portals.plugins,
      realm: `${realms.join(", ")}, by ${shownNats(settings.nats)}`,
      ...{ dataFolder, elapsed: performance.now(), color },
    }));
  }

  /** Is for the Server's own process to do. */
  async reload(): Promise<ReloadOutcome> {
    return await this.#servers?.home.reload() ??
      { kind: "refused", reason: "the portals have not started" };
  }

  /**
   * Lets the clients that can come back do so by another Portal, and the others stay for a while;
   * nobody is let in any more.
   *
   * @param hurry Ends it at once.
   */
  async drain(hurry: AbortSignal): Promise<void> {
    const house = this.#house;
    const seconds = this.#drainTimeout;
    if (house === undefined || seconds === 0) return;
    const { clock } = this.#options;
    this.#trace.emit("portal:drain", { data: { sessions: house.sessions.count, seconds } });
    house.stopListening();
    // Who comes back at once must not meet a listener that the system is about to close.
    await this.#look(hurry);
    house.drain(seconds);
    const end = clock.now() + seconds * 1000;
    const leaving = new SendingOn({
      ...{ clock, end, lookMs: LOOK_MS },
      movable: () => house.movable,
      canMove: (sessid) => this.#moves?.canMove(sessid) ?? false,
      isHere: (sessid) => house.sessions.find(sessid) !== undefined,
      sendOn: (sessids) => house.sendOn(sessids),
    });
    while (!this.#isEmpty && clock.now() < end && !hurry.aborted) {
      leaving.look();
      await this.#look(hurry);
    }
  }

  get #isEmpty(): boolean {
    return this.#house?.sessions.count === 0 && this.#moves?.count === 0;
  }

  /** Waits for a moment, unless there is no time. */
  async #look(hurry: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const end = () => resolve();
    using _timer = this.#options.clock.timer(LOOK_MS, resolve);
    hurry.addEventListener("abort", end, { once: true });
    await promise;
    hurry.removeEventListener("abort", end);
  }

  /** Ends in order: players are told, and the Server hears that they are gone. */
  stop(): Promise<void> {
    return this.#stopping ??= this.#stop();
  }

  async #stop(): Promise<void> {
    await this.#house?.close();
    this.#moves?.[Symbol.dispose]();
    this.#servers?.close();
    this.#rates?.[Symbol.dispose]();
    this.#crowd?.[Symbol.dispose]();
    this.#browsers?.[Symbol.dispose]();
    await this.#connection?.drain();
  }
}
