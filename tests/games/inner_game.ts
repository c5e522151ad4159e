import assert from "node:assert/strict";
import { AccountService } from "../../src/core/account/account_service.ts";
import type {
  PortalMessage,
  ServerMessage,
  SessionSync,
} from "../../src/core/boundary/messages.ts";
import { ManualClock } from "../../src/core/clock.ts";
import type { Game } from "../../src/core/model.ts";
import { MemoryWorld } from "../../src/core/object/world.ts";
import { SessionRegistry } from "../../src/core/session/session_registry.ts";
import { resolveSettings } from "../../src/core/settings/resolve.ts";
import type { Config } from "../../src/core/settings/settings.ts";
import type { Engine } from "../../src/core/store/engine.ts";
import { InlineStore } from "../../src/core/store/inline_store.ts";
import { openDatabase } from "../../src/core/store/sqlite.ts";
import { StoreEngine } from "../../src/core/store/store_engine.ts";
import { spawnInlineServer } from "../../src/inline_server.ts";
import builtin from "../../src/plugins/builtin/mod.ts";
import type { TraceEvent } from "../../src/core/trace/trace.ts";
import { definePlugin, type Plugin } from "../../src/plugins/define_plugin.ts";
import { PlayedGame } from "../../src/plugins/test_game.ts";
import type { SettlingServer } from "../../src/plugins/testing/played_game_options.ts";
import type { TestGame } from "../../src/plugins/testing.ts";
import { HeldStore, StoreGate } from "./held_store.ts";
import { turnsOfTheLoop, until } from "./turns_of.ts";

/** The Server's own parts, which game code never sees whole. */
export interface Inside {
  readonly game: Game;
  readonly sessions: SessionRegistry;
  readonly accounts: AccountService;
  readonly world: MemoryWorld;
}

/** A game in this isolate that can be looked into, and whose Store delays or fails as told. */
export interface InnerGame extends AsyncDisposable {
  readonly game: TestGame;
  /** The parts of the Server that runs. */
  readonly inside: Inside;
  /** Moves time on once something waits for it, and waits for nothing afterwards. */
  readonly moveTime: (ms: number) => Promise<void>;
  /** Tells the running Server something as the Portal would. */
  readonly tell: (message: PortalMessage) => Promise<void>;
  /** Lets the running Server die, as an isolate does whose code throws, until another is ready. */
  readonly crash: () => Promise<void>;
  /** What the Portal last told a new Server of every session. */
  readonly portalCopy: readonly SessionSync[];
  /** What the last Server to start has told the Portal. */
  readonly said: readonly ServerMessage[];
  /** What the Portal knows of every session now. */
  readonly portalNow: readonly SessionSync[];
  /** Delays commits. */
  readonly gate: StoreGate;
  /** Lets every commit fail, as on a full disk, while it is set. */
  readonly disk: { isFull: boolean };
}

/** What an {@linkcode innerGame} is played with. */
export interface InnerGameOptions {
  /** Plugins that hear of everything before the built-in one does. */
  readonly first?: readonly unknown[];
  readonly plugins?: readonly unknown[];
  readonly settings?: Config;
  /** Opens the Store, on a SQLite database in memory unless given. */
  readonly open?: (options: { readonly beforeCommit: () => void }) => Promise<Engine>;
  /** Hears every event of the trace. */
  readonly onEvent?: (event: TraceEvent) => void;
}

/** Settings under which a test neither waits nor is held back. */
const SETTINGS: Config = {
  scryptCost: 1,
  commandRate: 0,
  oobRate: 0,
  loginTimeout: 0,
  connectionRate: 0,
  connectionRatePerAddress: 0,
  // Time moves in leaps that no answer to a heartbeat could keep up with.
  heartbeatInterval: 0,
  plugins: [],
};

function inMemory(options: { readonly beforeCommit: () => void }): Promise<Engine> {
  return Promise.resolve(new StoreEngine(openDatabase(":memory:"), options));
}

/** Starts a game that can be looked into. */
export async function innerGame(options: InnerGameOptions = {}): Promise<InnerGame> {
  const { settings } = resolveSettings([
    { name: "test defaults", values: { ...SETTINGS } },
    { name: "test", values: { ...options.settings } },
  ]);
  const disk = { isFull: false };
  const engine = await (options.open ?? inMemory)({
    beforeCommit() {
      if (disk.isFull) throw new Error("database or disk is full");
    },
  });
  const gate = new StoreGate();
  const clock = new ManualClock(Date.UTC(2026, 0, 1));
  const looked: Looked = { portalCopy: [], said: [], server: undefined, die: () => {} };
  const look = window((game) => looked.game = game);
  const plugins = [...options.first ?? [], builtin, ...options.plugins ?? [], look]
    .map((plugin, index) => ({ use: `test plugin ${index}`, plugin, settings: {} }));
  const claimCode = "TEST-CODE";
  const game = new PlayedGame({
    ...{ settings, clock, claimCode },
    advance: (ms) => clock.advance(ms),
    close: () => engine.close(),
    spawn: (epoch, trace) => {
      if (epoch === 1 && options.onEvent !== undefined) trace.read(options.onEvent);
      const store = new HeldStore(new InlineStore(engine, epoch), gate);
      const server = spawnInlineServer({
        ...{
          epoch,
          settings,
          plugins,
          store,
          clock,
          trace,
          claimCode,
          isStrict: true,
          random: () => 0,
        },
      });
      looked.server = server;
      return listening(server, looked);
    },
  });
  await game.start();
  return {
    ...{ game, gate, disk },
    async moveTime(ms) {
      await turnsOfTheLoop(50);
      clock.advance(ms);
    },
    async tell(message) {
      looked.server?.boundary.send(message);
      await game.settled();
    },
    async crash() {
      const starts = () => game.trace.filter(({ kind }) => kind === "server:ready").length;
      const before = starts();
      looked.die("a bug at world.ts:3:1");
      clock.advance(0);
      await until("another Server", () => starts() > before);
      await game.settled();
    },
    get inside() {
      return partsOf(looked.game);
    },
    get portalCopy() {
      return looked.portalCopy;
    },
    get said() {
      return looked.said;
    },
    get portalNow() {
      return game.portalCopy;
    },
    async [Symbol.asyncDispose]() {
      disk.isFull = false;
      gate.open();
      await game[Symbol.asyncDispose]();
    },
  };
}

interface Looked {
  game?: Game;
  portalCopy: readonly SessionSync[];
  said: ServerMessage[];
  server: SettlingServer | undefined;
  die: (error: string) => void;
}

/** A plugin through which one looks at the game. */
function window(look: (game: Game) => void): Plugin {
  return definePlugin({
    name: "window",
    version: "1.0.0",
    api: 1,
    setup: ({ on }) => on("server:start", ({ game }) => look(game)),
  });
}

/** Hears what the Portal tells a Server of its sessions when it takes over, and lets it die. */
function listening(server: SettlingServer, looked: Looked): SettlingServer {
  const { boundary } = server;
  const said: ServerMessage[] = [];
  looked.said = said;
  return {
    ...server,
    onDeath: (tell) => looked.die = tell,
    boundary: {
      get waiting() {
        return boundary.waiting;
      },
      send(message: PortalMessage) {
        if (message.kind === "sync") looked.portalCopy = message.sessions;
        boundary.send(message);
      },
      onBatch: (receive) =>
        boundary.onBatch((batch) => {
          said.push(...batch.messages);
          receive(batch);
        }),
      onFault: (tell) => boundary.onFault(tell),
      close: () => boundary.close(),
    },
  };
}

function partsOf(game: Game | undefined): Inside {
  assert.ok(game !== undefined, "the Server has started");
  const { sessions, accounts, world } = game;
  assert.ok(sessions instanceof SessionRegistry);
  assert.ok(accounts instanceof AccountService);
  assert.ok(world instanceof MemoryWorld);
  return { game, sessions, accounts, world };
}
