import { hostname } from "node:os";
import { resolve } from "node:path";
import type { NatsConnection } from "@nats-io/transport-node";
import { banner } from "./cli/banner.ts";
import { newClaimCode } from "./claim_code.ts";
import type { StartMode } from "./core/boundary/messages.ts";
import { shownNats } from "./core/settings/nats_address.ts";
import { shownUrl } from "./core/store/postgres/postgres_url.ts";
import { EXIT_SOFTWARE, EXIT_TEMPFAIL } from "./exit_codes.ts";
import { openLog } from "./open_log.ts";
import { Trace } from "./core/trace/trace.ts";
import { GameHouse } from "./game_house.ts";
import { connectRealm } from "./portals/realm/nats/connect_realm.ts";
import { Lease } from "./portals/realm/lease/lease.ts";
import { PortalHub } from "./portals/realm/hub/portal_hub.ts";
import { RealmWho } from "./portals/realm/who/realm_who.ts";
import { RealmSubjects } from "./portals/realm/subjects.ts";
import { ServerQuestions } from "./portals/server_questions.ts";
import type { ReloadOutcome } from "./portals/supervisor_outcomes.ts";
import type { ProgramOptions } from "./program_options.ts";
import { VERSION } from "./version.ts";

/** Questions of all Portals that may wait at once. */
const MAX_QUESTIONS = 10_000;

/** How long is waited for the realm before that is told, in milliseconds. */
const STAND_BY_MS = 1_000;

/** How many Servers one process may start in one term, so that each has a number of its own. */
const EPOCHS = 100_000;

/** What ends the process. */
type End = "handOver" | "shutdown" | "storeLost" | "leaseLost" | "givenUp";

/** How a Server starts after what became of the one before. */
const MODES: Readonly<Record<Lease["before"], StartMode>> = {
  none: "cold",
  clean: "reload",
  lost: "crash",
};

/**
 * The Server of a realm in a process of its own, whose Portals are other processes: it waits until no
 * other Server holds the realm, and then takes it over.
 */
export class ServerProgram {
  readonly #options: ProgramOptions;
  readonly #trace: Trace;
  readonly #claimCode = newClaimCode();
  readonly #questions: ServerQuestions;
  readonly #waiting = new AbortController();
  #connection: NatsConnection | undefined;
  #lease: Lease | undefined;
  #hub: PortalHub | undefined;
  #who: RealmWho | undefined;
  #game: GameHouse | undefined;
  #stopping: Promise<void> | undefined;
  /** What ends the process: whoever ends it, or somebody in the game, or that it may not go on. */
  #end: End = "handOver";
  #hasStarted = false;

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
   * Waits for the realm, starts the Server, and prints what it serves.
   *
   * @throws Error when it cannot start; its message says what to do.
   */
  async start(): Promise<void> {
    const { args, print, color, folder, clock } = this.#options;
    const { settings: first } = await this.#options.loadSettings();
    openLog(this.#trace, first, this.#options);
    const connection = this.#connection = await connectRealm(first, {
      ...{ folder, trace: this.#trace, name: `vestibule server ${first.realm}` },
    });
    const lease = await this.#acquire(connection, first);
    if (lease === undefined) return;
    this.#lease = lease;
    const takenAt = performance.now();
    void lease.lost.then((reason) => this.#onLeaseLost(reason));
    // It may have stood by for weeks.
    const loaded = await this.#options.loadSettings();
    const { settings } = loaded;
    const dataFolder = resolve(folder, settings.dataFolder);
    const subjects = new RealmSubjects(first.realm);
    const { term } = lease;
    const hub = this.#hub = new PortalHub({
      ...{ connection, subjects, term, clock, trace: this.#trace, questions: this.#questions },
    });
    // Portals find the way while the code is loaded.
    hub.open();
    const who = this.#who = new RealmWho({
      ...{ connection, settings, clock, trace: this.#trace, questions: this.#questions },
    });
    who.open();
    const game = await GameHouse.open({
      ...{ loaded, folder, dataFolder, clock, trace: this.#trace, sessions: hub },
      ...{ questions: this.#questions, claimCode: this.#claimCode, inline: false },
      answers: who.answers,
      realm: first.realm,
      firstEpoch: term * EPOCHS + 1,
      loadSettings: this.#options.loadSettings,
      onGiveUp: () => this.#endBy("givenUp", EXIT_SOFTWARE),
      onShutdown: () => this.#endBy("shutdown", 0),
      onStoreDeath: (error) => this.#onStoreDeath(error),
    });
    // Whoever ended the program meanwhile did not see it.
    if (this.#stopping !== undefined) return await game.close();
    this.#game = game;
    const started = await game.start(MODES[lease.before]);
    this.#hasStarted = true;
    const claimCode = started.claimable ? this.#claimCode : undefined;
    if (args.quiet) {
      if (claimCode !== undefined) {
        print(`To be the superuser, log in and type: claim ${claimCode}`);
      }
      return;
    }
    print(banner({
      ...{ serverName: settings.serverName, version: VERSION, host: "127.0.0.1", ports: {} },
      realm: `${first.realm}, by ${shownNats(settings.nats)}`,
      plugins: started.plugins,
      dataFolder,
      database: settings.database === "" ? undefined : shownUrl(settings.database),
      ...{ claimCode, elapsed: performance.now() - takenAt, color },
    }));
  }

  /** Reloads the Server, as `reload` in the game does. */
  async reload(): Promise<ReloadOutcome> {
    return await this.#game?.supervisor.reload("reload") ??
      { kind: "refused", reason: "this Server does not run the game yet" };
  }

  /** Ends in order, so that a Server that stands by goes on from there. */
  stop(): Promise<void> {
    return this.#stopping ??= this.#stop();
  }

  /** Waits for the realm; gives up when the program ends meanwhile, or the whole realm does. */
  async #acquire(
    connection: NatsConnection,
    { realm, leaseTimeout }: { readonly realm: string; readonly leaseTimeout: number },
  ): Promise<Lease | undefined> {
    const { print, clock, args } = this.#options;
    const standingBy = clock.timer(STAND_BY_MS, () => {
      if (!args.quiet) print(`Standing by until the realm "${realm}" is free.`);
    });
    try {
      const acquired = await Lease.acquire({
        ...{ connection, realm, clock, timeout: leaseTimeout * 1000 },
        monotonic: () => performance.now(),
        signal: this.#waiting.signal,
        holder: `${hostname()} ${Deno.pid} ${crypto.randomUUID()}`,
      });
      if (acquired.kind === "held") return acquired.lease;
      this.#endBy("shutdown", 0);
    } catch (error) {
      if (!this.#waiting.signal.aborted) throw error;
    } finally {
      standingBy[Symbol.dispose]();
    }
  }

  async #stop(): Promise<void> {
    this.#waiting.abort();
    this.#who?.close();
    // Another Server may have the realm already: the end of this process is all that is left to do.
    if (this.#end === "leaseLost") return;
    // Without a Store the Server would wait for it.
    const patience = this.#end === "storeLost" ? 0 : undefined;
    await this.#game?.supervisor.stop(patience, this.#end === "shutdown" ? "shutdown" : "reload");
    if (this.#hasStarted && patience === undefined) await this.#hub?.drained();
    if (this.#end === "shutdown") this.#hub?.shutdown();
    await this.#connection?.flush();
    this.#hub?.close();
    await this.#game?.close();
    if (this.#end === "shutdown") await this.#lease?.retire();
    // Whoever never ran leaves the place as it found it: what became of the one before is still so.
    else if (this.#end === "handOver" && this.#hasStarted) await this.#lease?.release();
    await this.#connection?.close();
  }

  #endBy(end: End, code: number): void {
    if (this.#stopping !== undefined) return;
    this.#end = end;
    this.#options.onEnd(code);
  }

  #onLeaseLost(reason: string): void {
    if (this.#stopping !== undefined) return;
    this.#trace.emit("lease:lost", { level: "error", data: { reason } });
    this.#hub?.close();
    this.#who?.close();
    this.#endBy("leaseLost", EXIT_TEMPFAIL);
  }

  #onStoreDeath(error: Error): void {
    if (this.#stopping !== undefined) return;
    this.#trace.emit("store:lost", { level: "error", data: { error: error.message } });
    this.#endBy("storeLost", EXIT_SOFTWARE);
  }
}
