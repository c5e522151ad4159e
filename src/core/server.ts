import type { AccountService } from "./account/account_service.ts";
import { clearGuests } from "./account/guests.ts";
import { makeAccounts } from "./account/make_accounts.ts";
import type { Boundary } from "./boundary/boundary.ts";
import type { PortalMessage, ServerMessage } from "./boundary/messages.ts";
import type { Questions } from "./boundary/questions.ts";
import type { Clock } from "./clock.ts";
import { CmdSetShelf } from "./cmdset/shelf.ts";
import { CommandHandler } from "./command/handler.ts";
import { Providers } from "./command/providers.ts";
import type { Contributions } from "./contributions.ts";
import type { StoredBans } from "./gate/stored_bans.ts";
import type { Hooks } from "./hooks.ts";
import { makeHooks } from "./make_hooks.ts";
import { MenuService } from "./menu/menu_service.ts";
import { makeGame } from "./make_game.ts";
import { makeRegistry } from "./make_registry.ts";
import { makeQuestions } from "./make_questions.ts";
import type { Game } from "./model.ts";
import { DeclaredMessages } from "./oob/declared_messages.ts";
import { oobNames } from "./oob/oob_names.ts";
import { ShippedOob } from "./oob/shipped_oob.ts";
import { tellOfObjects } from "./object/tell_of_objects.ts";
import { fillWorld } from "./object/fill_world.ts";
import { ObjectTypes } from "./object/object_types.ts";
import { MemoryWorld } from "./object/world.ts";
import { IdleWatch } from "./session/idle_watch.ts";
import { InputRunner, type SessionMessage } from "./session/input_runner.ts";
import { afterLoss } from "./session/after_loss.ts";
import { fitMode } from "./session/fit_mode.ts";
import { leaveAll } from "./session/leave_all.ts";
import { clearLinkDead } from "./session/link_dead.ts";
import { makePlugins } from "./plugins/make_plugins.ts";
import type { PluginHealth } from "./plugins/plugin_health.ts";
import { Resync } from "./session/resync.ts";
import { sessionHost } from "./session/session_host.ts";
import type { SessionRegistry } from "./session/session_registry.ts";
import { tellOutcome } from "./session/tell_outcome.ts";
import type { Settings } from "./settings/settings.ts";
import { readInto } from "./store/read_into.ts";
import type { Store } from "./store/store.ts";
import { ToolRoom } from "./tool_room.ts";
import { TimeLimit } from "./time_limit.ts";
import type { Trace } from "./trace/trace.ts";
import { Turns } from "./turns.ts";
import { workDone } from "./work_done.ts";
import { messageOf } from "./trace/error_text.ts";

/** What a {@linkcode Server} is made with. */
export interface ServerOptions {
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
  readonly #accounts: AccountService;
  readonly #bans: StoredBans;
  readonly #registry: SessionRegistry;
  readonly #input: InputRunner;
  readonly #idle: IdleWatch;
  readonly #menus: MenuService;
  readonly #health: PluginHealth;
  readonly #game: Game;
  readonly #questions: Questions;
  #startedAt: number;
  /** What the Portal said while sessions were being rebuilt; `null` at any other time. */
  #early: SessionMessage[] | null = null;
  #isStopping = false;

  /**
   * Creates a Server that has read nothing and heard nothing yet.
   *
   * @param options The wall, the Store, the settings and what plugins provide.
   */
  constructor(options: ServerOptions) {
    const { boundary, store, settings, contributions, clock, trace } = options;
    this.#options = options;
    this.#startedAt = clock.now();
    this.#turns = new Turns({
      boundary,
      store,
      clock,
      trace,
      isAwaiting: () => this.#input.isAwaiting,
      onLost: () => afterLoss({ registry: this.#registry, turns: this.#turns, news }),
      onResumed: () => clearLinkDead(this.#world),
      takeNews: () => (news.tell(), this.#bans.takeNews()),
      onReleased: (message) => {
        if (message.kind === "gate") this.#bans.enforce(message.bans);
      },
    });
    const { health, plugins } = makePlugins(options, {
      turns: this.#turns,
      sessions: () => this.#registry,
    });
    this.#health = health;
    this.#hooks = makeHooks(options, { journal: this.#turns.journal, health });
    const { tools } = contributions;
    this.#tools = new ToolRoom({ tools, clock, trace, hooks: this.#hooks, turns: this.#turns });
    const shelf = new CmdSetShelf((name) => this.#menus.findCmdSet(name), options);
    const oob = new DeclaredMessages(contributions.oobMessages, trace);
    const server = { game: () => this.#game, hooks: this.#hooks, journal: this.#turns.journal };
    const shipped = new ShippedOob({
      ...{ ...server, turns: this.#turns, isShipped: (name) => oob.isShipped(name) },
      sessions: () => this.#registry,
      contentsOf: (id) => this.#world.contentsOf(id),
      host: () => host,
    });
    const { news } = shipped;
    const host = sessionHost({
      ...{ settings, turns: this.#turns, trace, shelf, oob, hooks: this.#hooks, news },
      outputFuncs: contributions.outputFuncs,
      session: (sessid) => this.#registry.get(sessid),
      input: () => this.#input,
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
      ...{ ...options, ...server, shelf },
      world: this.#world,
      sessions: () => this.#registry,
      output: (sessids, calls) => this.#registry.tell(sessids, calls),
    });
    this.#accounts = accounts;
    this.#bans = bans;
    this.#registry = makeRegistry({
      ...{ ...options, ...server, host, bans, turns: this.#turns },
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
    });
    this.#questions = makeQuestions({
      ...{ ...options, ...server, game: this.#game, turns: this.#turns, bans: bans.list },
    });
    this.#input = new InputRunner({
      registry: this.#registry,
      handler: new CommandHandler({
        game: this.#game,
        journal: this.#turns.journal,
        parser: contributions.commandParser,
        ...{ providers, clock, trace },
        newIncident: options.newIncident,
        ownerOf: (command) => contributions.ownerOf(command),
      }),
      turns: this.#turns,
      limit: new TimeLimit(settings.commandTimeLimit),
      inputFuncs: contributions.inputFuncs,
      ownerOf: (run) => contributions.ownerOf(run),
      ...{ sessionClass: settings.serverSessionClass, idleCommand: settings.idleCommand },
      tellFlags: (event) => {
        news.look(event.session.sessid);
        return this.#hooks.tell("session:flags", { game: this.#game, ...event });
      },
      ...{ clock, trace, oob, shipped },
    });
  }

  /** Reads the world and says `loaded`; from then on the Portal decides. */
  async load(plugins: readonly string[]): Promise<void> {
    const { boundary, store, trace } = this.#options;
    await store.read(readInto([this.#world, this.#bans, this.#tools.data]));
    boundary.onFault(({ message }) => {
      trace.emit("boundary:fault", { level: "error", data: { error: message } });
    });
    boundary.onBatch((batch) => this.#receive(batch.messages));
    boundary.send({ kind: "loaded", plugins: [...plugins] });
  }

  /** Resolves when every line was run, as far as it goes, and all that was said is durable. */
  async settled(): Promise<void> {
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
          isIdle: this.#input.isIdle && this.#turns.isIdle,
        });
      case "sync":
        return void this.#takeOver(message);
      case "stop":
        return void this.#stop(message.mode);
      case "outcome":
        return tellOutcome(this.#registry, message);
      case "request":
      case "reply":
      case "cancel":
        return this.#questions.receive(message);
      default:
        if (this.#early !== null) this.#early.push(message);
        else if (!this.#isStopping) this.#input.take(message);
    }
  }

  async #takeOver(message: Extract<PortalMessage, { kind: "sync" }>): Promise<void> {
    const { boundary, store, contributions } = this.#options;
    this.#early = [];
    try {
      this.#startedAt = message.portalStart;
      const { lastObjectId } = await store.takeOver();
      this.#world.setLastId(lastObjectId);
      await this.#tools.open();
      fillWorld(this.#world, contributions.worlds, this.#turns.journal);
      const { mode } = message;
      await new Resync({ registry: this.#registry, accounts: this.#accounts, world: this.#world })
        .run(message.sessions, mode);
      boundary.send({ kind: "oob", names: oobNames(contributions.oobMessages) });
      boundary.send(this.#bans.message());
      this.#bans.enforce(this.#bans.all());
      clearLinkDead(this.#world);
      await clearGuests(this.#accounts, this.#options.settings.guestList);
      await this.#turns.finish();
      await this.#hooks.emit("server:start", { game: this.#game, mode });
      await fitMode(this.#registry);
      const claimable = !await store.hasSuperuser();
      if (!claimable) this.#accounts.closeClaim();
      boundary.send({ kind: "ready", claimable });
      this.#takeEarly();
      this.#input.start();
      this.#idle.start();
    } catch (error) {
      boundary.send({ kind: "failed", error: messageOf(error) });
    }
  }

  #takeEarly(): void {
    const early = this.#early ?? [];
    this.#early = null;
    this.#turns.drain(() => {
      for (const message of early) this.#input.take(message);
    });
  }

  async #stop(mode: "reload" | "reset" | "shutdown"): Promise<void> {
    const { boundary, contributions } = this.#options;
    this.#isStopping = true;
    this.#idle.stop();
    if (mode !== "shutdown") await workDone([this.#input, this.#questions], this.#options);
    this.#questions.end();
    this.#input.stop();
    await this.#hooks.emit("server:stop", { game: this.#game, mode });
    if (mode !== "reload") await leaveAll(this.#registry, mode);
    await this.#hooks.guard("plugins", "end", () => contributions.end());
    await this.#turns.finish();
    this.#turns.dispose();
    this.#health[Symbol.dispose]();
    boundary.send({ kind: "stopped" });
  }
}
