import { join } from "node:path";
import type { LoadedSettings } from "./cli/load_settings.ts";
import type { Answers } from "./core/boundary/questions.ts";
import type { StartMode } from "./core/boundary/messages.ts";
import type { Clock } from "./core/clock.ts";
import { homeAbroad } from "./core/realm/home_realm.ts";
import type { Settings } from "./core/settings/settings.ts";
import { withoutSecrets } from "./core/settings/without_secrets.ts";
import type { OwnRealm } from "./core/store/world_realm.ts";
import type { Trace } from "./core/trace/trace.ts";
import { DATABASE_NAME } from "./database_name.ts";
import type { UsedPlugin } from "./plugins/host.ts";
import type { RunningServer } from "./portals/running_server.ts";
import type { ServerQuestions } from "./portals/server_questions.ts";
import type { SupervisedSessions } from "./portals/supervised_sessions.ts";
import type { StartOutcome } from "./portals/supervisor_outcomes.ts";
import { Supervisor } from "./portals/supervisor.ts";
import { openStore, type ServerHome } from "./server_home.ts";

/** What a {@linkcode GameHouse} is made with. */
export interface GameHouseOptions {
  /** The settings of the start. */
  readonly loaded: LoadedSettings;
  /** Reads the settings at each reload. */
  readonly loadSettings: () => Promise<LoadedSettings>;
  /** Whether Portal, Server and Store share one isolate. */
  readonly inline: boolean;
  /** The number of the first Server; 1 unless given. */
  readonly firstEpoch?: number;
  /**
   * The realm whose Server this is, if it is one: the world is that realm's from now on, and another
   * Server of it that has the database is ended.
   */
  readonly realm?: string;
  /** Plugins beside those of the settings; only with `inline`. */
  readonly plugins?: readonly UsedPlugin[];
  /** The working folder, as an absolute path. */
  readonly folder: string;
  /** Where the world is, unless the settings name a database, as an absolute path. */
  readonly dataFolder: string;
  readonly claimCode: string;
  readonly clock: Clock;
  readonly trace: Trace;
  /** The sessions of the Portal, or of several. */
  readonly sessions: SupervisedSessions;
  /** What is asked of whichever Server is there. */
  readonly questions: ServerQuestions;
  /** What Servers may ask; nothing unless given. */
  readonly answers?: Answers;
  /** Returns the same Server, whose wall is measured from now on; nobody measures unless given. */
  readonly watch?: (server: RunningServer) => RunningServer;
  /** Is told that no Server will be started any more, unless somebody asks for one. */
  readonly onGiveUp?: () => void;
  /** Is told that somebody in the game asked for a shutdown. */
  readonly onShutdown: () => void;
  /** Is told that the Store died, so that the process has to end. */
  readonly onStoreDeath: (error: Error) => void;
}

/** The game's side of a process: the Store, and the Servers on it one after the other. */
export class GameHouse {
  readonly supervisor: Supervisor;
  readonly #home: ServerHome;

  /**
   * Opens the Store; no Server runs yet.
   *
   * @throws StoreOpenError when it cannot be opened; its message says what to do.
   */
  static async open(options: GameHouseOptions): Promise<GameHouse> {
    const { loaded: { settings }, dataFolder, inline, plugins = [], onStoreDeath } = options;
    const home = await openStore({
      place: settings.database || join(dataFolder, DATABASE_NAME),
      ...{ inline, plugins, realm: ownRealm(options), onDeath: onStoreDeath },
    });
    return new GameHouse(options, home);
  }

  private constructor(options: GameHouseOptions, home: ServerHome) {
    const { loaded: { settings }, clock, trace, sessions, questions, onShutdown } = options;
    this.#home = home;
    this.supervisor = new Supervisor({
      spawn: async (epoch, { why, off }) => {
        const loaded = why === "start" ? options.loaded : await options.loadSettings();
        const { settings } = loaded;
        const server = await home.spawn({
          // Plugins read the settings, and secrets are none of theirs.
          ...{ epoch, settings: ofOneWorld(withoutSecrets(settings), options), off, clock, trace },
          ...{ claimCode: options.claimCode, folder: options.folder },
          isStrict: why === "reload" || settings.strictPlugins,
        });
        return options.watch?.(server) ?? server;
      },
      ...{ sessions, questions, clock, trace, onShutdown, answers: options.answers ?? {} },
      ...(options.onGiveUp === undefined ? {} : { onGiveUp: options.onGiveUp }),
      heartbeat: { interval: settings.heartbeatInterval, timeout: settings.heartbeatTimeout },
      reloadTimeout: settings.reloadTimeout,
      cores: navigator.hardwareConcurrency,
      ...(options.firstEpoch === undefined ? {} : { firstEpoch: options.firstEpoch }),
    });
  }

  /**
   * Starts the first Server.
   *
   * @param mode How it comes to start.
   * @returns What it tells of itself.
   * @throws Error when it does not start; its message says what to do.
   */
  async start(mode: StartMode = "cold"): Promise<Extract<StartOutcome, { kind: "started" }>> {
    const outcome = await this.supervisor.start(mode);
    if (outcome.kind === "started") return outcome;
    const needed = outcome.isDamage === true ? "what is kept must be whole" : "its code must load";
    throw new Error(`Cannot start the game as ${needed}: ${outcome.reason}`);
  }

  /** Closes the database. */
  async close(): Promise<void> {
    await this.#home.close();
  }
}

/** A single process plays whichever world it is given. */
function ownRealm({ realm, loaded: { settings } }: GameHouseOptions): OwnRealm | undefined {
  if (realm === undefined) return undefined;
  return { name: realm, isHome: homeAbroad({ realm, realms: settings.realms }) === undefined };
}

/** In a single process there is no other realm, whatever is set for when it is one of several. */
function ofOneWorld(settings: Settings, { realm }: Pick<GameHouseOptions, "realm">): Settings {
  return realm === undefined ? { ...settings, realms: [] } : settings;
}
