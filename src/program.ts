import { resolve } from "node:path";
import { banner } from "./cli/banner.ts";
import { lanAddress } from "./cli/lan_address.ts";
import { newClaimCode } from "./claim_code.ts";
import type { OpenPorts } from "./core/settings/ports.ts";
import { shownUrl } from "./core/store/postgres/postgres_url.ts";
import { EXIT_SOFTWARE } from "./exit_codes.ts";
import { openLog } from "./open_log.ts";
import { Trace } from "./core/trace/trace.ts";
import { GameHouse } from "./game_house.ts";
import { PortalHouse } from "./portal_house.ts";
import { lonelyPortals } from "./portal_plugins.ts";
import type { ProgramOptions } from "./program_options.ts";
import { ServerQuestions } from "./portals/server_questions.ts";
import type { ReloadOutcome } from "./portals/supervisor_outcomes.ts";
import { VERSION } from "./version.ts";

/** Questions to the Server that may wait at once. */
const MAX_QUESTIONS = 1000;

/** The whole server: portals, supervisor, Server and Store, from settings to shutdown. */
export class Program {
  readonly #options: ProgramOptions;
  readonly #trace: Trace;
  readonly #claimCode = newClaimCode();
  readonly #questions: ServerQuestions;
  #house: PortalHouse | undefined;
  #game: GameHouse | undefined;
  #stopping: Promise<void> | undefined;
  #isStoreLost = false;

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
    const { args, print, color, folder, clock } = this.#options;
    const loaded = await this.#options.loadSettings();
    const { settings } = loaded;
    openLog(this.#trace, settings, this.#options);
    const dataFolder = resolve(folder, settings.dataFolder);
    const parts = { loaded, folder, dataFolder, clock, trace: this.#trace };
    const house: PortalHouse = this.#house = await PortalHouse.make({
      ...{ ...parts, questions: this.#questions, print },
      server: () => game.supervisor,
    });
    const game: GameHouse = this.#game = await GameHouse.open({
      ...{ ...parts, questions: this.#questions, claimCode: this.#claimCode },
      ...{ inline: args.inline, plugins: this.#options.plugins ?? [] },
      loadSettings: this.#options.loadSettings,
      sessions: house.sessions,
      watch: (server) => house.operators.watch(server),
      onShutdown: () => this.#options.onEnd(0),
      onStoreDeath: (error) => this.#onStoreDeath(error),
    });
    const portals = await house.open();
    const started = await game.start();
    for (const text of lonelyPortals(house.plugins, started.plugins)) {
      this.#trace.emit("portal:alone", { level: "warn", data: { text } });
    }
    if (args.quiet) return this.#printClaim(started.claimable);
    print(banner({
      serverName: settings.serverName,
      version: VERSION,
      host: settings.host,
      lanAddress: settings.host === "" ? await lanAddress({ clock }) : undefined,
      ports: this.ports,
      certificate: portals.certificate,
      webTls: settings.webTls,
      notes: portals.notes,
      portalPlugins: portals.plugins,
      plugins: started.plugins,
      classroom: this.#options.classroom,
      dataFolder,
      database: settings.database === "" ? undefined : shownUrl(settings.database),
      claimCode: started.claimable ? this.#claimCode : undefined,
      elapsed: performance.now(),
      color,
    }));
    if (args.inline) print("All in one isolate: a reload keeps the code as it was at the start.\n");
  }

  /** The ports it listens on; absent while it does not. */
  get ports(): OpenPorts {
    return this.#house?.ports ?? {};
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
    return await this.#game?.supervisor.reload("reload") ??
      { kind: "refused", reason: "the server has not started" };
  }

  /**
   * Ends everything in order: players are told, the Server stops, the database is closed. Who asks
   * again, as a second Ctrl+C does, waits for the same end.
   */
  stop(): Promise<void> {
    return this.#stopping ??= this.#stop();
  }

  async #stop(): Promise<void> {
    // Without a Store the Server would wait for it.
    await this.#game?.supervisor.stop(this.#isStoreLost ? 0 : undefined);
    await this.#house?.close();
    await this.#game?.close();
  }

  #onStoreDeath(error: Error): void {
    if (this.#stopping !== undefined) return;
    this.#isStoreLost = true;
    this.#trace.emit("store:lost", { level: "error", data: { error: error.message } });
    const text = "|rThe server has lost its memory and has to stop. Come back soon.|n";
    this.#house?.sessions.announce(text);
    this.#options.onEnd(EXIT_SOFTWARE);
  }
}
