import type { AccountService } from "./account/account_service.ts";
import { makeAccounts } from "./account/make_accounts.ts";
import { AuditLog } from "./audit/audit_log.ts";
import type { Boundary } from "./boundary/boundary.ts";
import type { PortalMessage, ServerMessage } from "./boundary/messages.ts";
import type { Questions } from "./boundary/questions.ts";
import type { Clock } from "./clock.ts";
import { CmdSetShelf } from "./cmdset/shelf.ts";
import { Providers } from "./command/providers.ts";
import type { Contributions } from "./contributions.ts";
import type { StoredBans } from "./gate/stored_bans.ts";
import { failureMessage } from "./failure_message.ts";
import type { Hooks } from "./hooks.ts";
import { makeHooks } from "./make_hooks.ts";
import { makeInput } from "./make_input.ts";
import { measuredStore } from "./measures/measured_store.ts";
import { ServerCounts } from "./measures/server_counts.ts";
import { MenuService } from "./menu/menu_service.ts";
import { makeGame } from "./make_game.ts";
import { makeRegistry } from "./make_registry.ts";
import { makeQuestions } from "./make_questions.ts";
import type { Game } from "./model.ts";
import { DeclaredMessages } from "./oob/declared_messages.ts";
import { ShippedOob } from "./oob/shipped_oob.ts";
import { tellOfObjects } from "./object/tell_of_objects.ts";
import { ObjectTypes } from "./object/object_types.ts";
import { MemoryWorld } from "./object/world.ts";
import { EndedSessions } from "./session/ended_sessions.ts";
import { IdleWatch } from "./session/idle_watch.ts";
import type { InputRunner, SessionMessage } from "./session/input_runner.ts";
import type { JoinMessage } from "./session/join.ts";
import { Joins, type MovedMessage } from "./session/joins.ts";
import { afterLoss } from "./session/after_loss.ts";
import { leaveAll } from "./session/leave_all.ts";
import { clearLinkDead } from "./session/link_dead.ts";
import { makePlugins } from "./plugins/make_plugins.ts";
import type { PluginHealth } from "./plugins/plugin_health.ts";
import { sessionHost } from "./session/session_host.ts";
import type { SessionRegistry } from "./session/session_registry.ts";
import { tellNews } from "./session/tell_news.ts";
import type { Settings } from "./settings/settings.ts";
import { DamagedRowError } from "./store/damaged_row_error.ts";
import { readInto } from "./store/read_into.ts";
import type { Store } from "./store/store.ts";
import { ToolRoom } from "./tool_room.ts";
import { type SyncMessage, takeOver } from "./take_over.ts";
import type { Trace } from "./trace/trace.ts";
import { Turns } from "./turns.ts";
import { workDone } from "./work_done.ts";

/** What a {@linkcode Server} is made with. */
export interface ServerOptions {
  /** Its number, higher than that of any before. */
  readonly epoch: number;
  /** The version of Vestibule. */
  readonly version: string;
  readonly boundary: Boundary<ServerMessage, PortalMessage>;
  readonly store: Store;
  readonly settings: Settings;
  readonly contributions: Contributions;
  readonly clock: Clock;
  readonly trace: Trace;
  /** The one-time code that makes the first superuser. */
  readonly claimCode: string;
  /** Gives the number under which an error is found in the log. */
  readonly newIncident: () => string;
  /** Gives a number from 0 up to 1. */
  readonly random: () => number;
}

/** Puts the Server side together and carries out what the Portal tells it. */
export class Server {
  readonly #options: ServerOptions;
  readonly #turns: Turns;
  readonly #hooks: Hooks;
  readonly #tools: ToolRoom;
  readonly #world: MemoryWorld;
  readonly #audit: AuditLog;
  readonly #accounts: AccountService;
  readonly #bans: StoredBans;
  readonly #registry: SessionRegistry;
  readonly #input: InputRunner;
  readonly #idle: IdleWatch;
  readonly #menus: MenuService;
  readonly #health: PluginHealth;
  readonly #game: Game;
  readonly #questions: Questions;
  readonly #counts: ServerCounts;
  readonly #joins: Joins;
  #startedAt: number;
  /** What Portals said before sessions were rebuilt; `null` from then on. */
  #early: (SessionMessage | JoinMessage | MovedMessage)[] | null = [];
  #isStopping = false;
  /** Ends when what the Portal wants to have ready is. */
  #preparing: Promise<void> | undefined;

  /**
   * Creates a Server that has read nothing and heard nothing yet.
   *
   * @param options The wall, the Store, the settings and what plugins provide.
   */
  constructor(options: ServerOptions) {
    const { boundary, store, settings, contributions, clock, trace } = options;
    this.#options = options;
    this.#startedAt = clock.now();
    const sessions = () => this.#registry;
    this.#counts = new ServerCounts({ ...options, sessions, turns: () => this.#turns });
    this.#turns = new Turns({
      ...{ boundary, clock, trace, store: measuredStore(store, this.#counts) },
      isAwaiting: () => this.#input.isAwaiting,
      onLost: () => afterLoss({ registry: this.#registry, turns: this.#turns, news }),
      isHeld: (sessid) => this.#registry.entry(sessid) !== undefined,
      onResumed: () => clearLinkDead(this.#world),
      takeNews: () => (news.tell(), this.#bans.takeNews()),
      onReleased: (message) => {
        if (message.kind === "gate") this.#bans.enforce(message.bans);
        else if (message.kind === "transfer") this.#registry.transferred(message.sessid);
      },
    });
    const { health, plugins } = makePlugins(options, { turns: this.#turns, sessions });
    this.#health = health;
    this.#hooks = makeHooks(options, { journal: this.#turns.journal, health });
    const { tools } = contributions;
    this.#tools = new ToolRoom({ tools, clock, trace, hooks: this.#hooks, turns: this.#turns });
    const shelf = new CmdSetShelf((name) => this.#menus.findCmdSet(name), options);
    const oob = new DeclaredMessages(contributions.oobMessages, trace);
    const { journal } = this.#turns;
    this.#audit = new AuditLog({ settings, clock, store, journal });
    const server = { game: () => this.#game, hooks: this.#hooks, journal, audit: this.#audit };
    const shipped = new ShippedOob({
      ...{ ...server, sessions, settings, clock, turns: this.#turns },
      isShipped: (name) => oob.isShipped(name),
      contentsOf: (id) => this.#world.contentsOf(id),
      host: () => host,
    });
    const { news } = shipped;
    const host = sessionHost({
      ...{ settings, turns: this.#turns, trace, shelf, oob, hooks: this.#hooks, news },
      outputFuncs: contributions.outputFuncs,
      session: (sessid) => this.#registry.get(sessid),
      input: () => this.#input,
      transfer: ({ sessid }, realm, how) => this.#registry.transfer(sessid, realm, how),
    });
    this.#world = new MemoryWorld({
      ...{ journal: this.#turns.journal, shelf },
      output: (sessids, calls) => this.#registry.tell(sessids, calls),
      sessionsOf: (id) => this.#registry.ofPuppet(id),
      startLocation: settings.startLocation,
      evict: (object) => this.#registry.evict(object),
      types: new ObjectTypes({ types: contributions.objectTypes, ...server }),
      ...tellOfObjects(this.#hooks, () => this.#game),
      onTouch: (ids) => news.touch(ids),
    });
    const { accounts, bans } = makeAccounts({
      ...{ ...options, ...server, shelf, sessions },
      world: this.#world,
      output: (sessids, calls) => this.#registry.tell(sessids, calls),
    });
    this.#accounts = accounts;
    this.#bans = bans;
    const ended = new EndedSessions();
    this.#registry = makeRegistry({
      ...{ ...options, ...server, host, accounts, bans, ended, turns: this.#turns },
      menus: () => this.#menus,
      input: () => this.#input,
    });
    this.#idle = new IdleWatch({ sessions: this.#registry, clock, timeout: settings.idleTimeout });
    this.#menus = new MenuService(options, server);
    const providers = new Providers(
      (id) => this.#world.contentsVersion(id),
      (way) => this.#hooks.tell("exit:traverse", { game: this.#game, ...way }),
      { shelf, trace, ownerOf: (command) => contributions.ownerOf(command) },
    );
    this.#game = makeGame({
      ...{ ...options, ...server, providers },
      ...{ turns: this.#turns, world: this.#world, registry: this.#registry, oob: shipped },
      ...{ accounts, bans, menus: this.#menus, plugins, startedAt: () => this.#startedAt },
      asks: () => this.#questions,
    });
    this.#questions = makeQuestions({
      ...{ ...options, ...server, game: this.#game, turns: this.#turns, bans: bans.list },
      ...{ registry: this.#registry, providers, measures: () => this.#counts.now() },
    });
    this.#input = makeInput(options, {
      ...{ ...server, game: this.#game, turns: this.#turns, counts: this.#counts },
      ...{ registry: this.#registry, providers, news, oob, shipped },
    });
    this.#joins = new Joins({
      ...{ registry: this.#registry, accounts, world: this.#world },
      ...{ turns: this.#turns, ended, store, take: (message) => this.#input.take(message) },
    });
  }

  /** Reads the world and says `loaded`; from then on the Portal decides. */
  async load(plugins: readonly string[]): Promise<void> {
    const { boundary, store, trace } = this.#options;
    await store.read(readInto([this.#world, this.#bans, this.#tools.data, this.#accounts.early]));
    const damage = await store.damagedAccount();
    if (damage !== null) throw new DamagedRowError(damage.row, damage.needed);
    boundary.onFault(({ message }) => {
      trace.emit("boundary:fault", { level: "error", data: { error: message } });
    });
    boundary.onBatch((batch) => this.#receive(batch.messages));
    await this.#preparing;
    boundary.send({ kind: "loaded", plugins: [...plugins] });
  }

  /** Resolves when every line was run, as far as it goes, and all that was said is durable. */
  async settled(): Promise<void> {
    await this.#joins.idle();
    await this.#input.idle();
    await this.#turns.finish();
  }

  #receive(messages: readonly PortalMessage[]): void {
    this.#turns.drain(() => {
      for (const message of messages) this.#obey(message);
      this.#input.run();
    });
  }

  #obey(message: PortalMessage): void {
    switch (message.kind) {
      case "ping":
        return this.#options.boundary.send({
          kind: "pong",
          at: message.at,
          isIdle: this.#joins.isIdle && this.#input.isIdle && this.#turns.isIdle,
        });
      case "watch":
        return this.#options.trace.follow(message.on);
      case "prepare":
        return void (this.#preparing = this.#accounts.early.read(message.uids));
      case "sync":
        return void this.#takeOver(message);
      case "stop":
        return void this.#stop(message.mode);
      case "outcome":
      case "zombies":
        return tellNews(this.#registry, message);
      case "request":
      case "reply":
      case "cancel":
        return this.#questions.receive(message);
      default:
        if (this.#early !== null) this.#early.push(message);
        else if (!this.#isStopping) this.#joins.take(message);
    }
  }

  async #takeOver(message: SyncMessage): Promise<void> {
    const { boundary, trace } = this.#options;
    this.#counts.read(trace);
    this.#startedAt = message.portalStart;
    try {
      await takeOver({
        ...this.#options,
        ...{ turns: this.#turns, hooks: this.#hooks, tools: this.#tools, world: this.#world },
        ...{ audit: this.#audit, accounts: this.#accounts, bans: this.#bans },
        ...{ registry: this.#registry, game: this.#game },
      }, message);
      this.#takeEarly();
      this.#input.start();
      this.#idle.start();
    } catch (error) {
      boundary.send(failureMessage(error));
    }
  }

  #takeEarly(): void {
    const early = this.#early ?? [];
    this.#early = null;
    this.#turns.drain(() => early.forEach((message) => this.#joins.take(message)));
  }

  /** Ends at once: what is still done goes nowhere. */
  terminate(): void {
    this.#idle.stop();
    this.#turns.dispose();
    this.#health[Symbol.dispose]();
    this.#counts.stop();
  }

  async #stop(mode: "reload" | "reset" | "shutdown"): Promise<void> {
    this.#isStopping = true;
    this.#idle.stop();
    if (mode !== "shutdown") {
      await workDone([this.#joins, this.#input, this.#questions], this.#options);
    }
    this.#questions.end();
    this.#input.stop();
    await this.#hooks.emit("server:stop", { game: this.#game, mode });
    if (mode !== "reload") await leaveAll(this.#registry, mode);
    await this.#hooks.guard("plugins", "end", () => this.#options.contributions.end());
    this.#audit.stop();
    await this.#turns.finishLast();
    this.terminate();
    this.#options.boundary.send({ kind: "stopped", measures: this.#counts.now() });
  }
}
