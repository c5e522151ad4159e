/**
 * The test kit for plugins: a whole game in this process, without a network, with movable time.
 *
 * @module
 */
import { ManualClock } from "../core/clock.ts";
import { resolveSettings } from "../core/settings/resolve.ts";
import type { Config, Settings } from "../core/settings/settings.ts";
import { InlineStore } from "../core/store/inline_store.ts";
import { openDatabase } from "../core/store/sqlite.ts";
import { StoreEngine } from "../core/store/store_engine.ts";
import type { TraceEvent } from "../core/trace/trace.ts";
import { spawnInlineServer } from "../inline_server.ts";
import builtin from "./builtin/mod.ts";
import { PlayedGame } from "./test_game.ts";

/** What {@linkcode testGame} plays with. */
export interface TestGameOptions {
  /** Plugins beside the built-in one. */
  readonly plugins?: readonly unknown[];
  /** Settings that differ from those of a test: cheap passwords, and no limit on typing. */
  readonly settings?: Config;
  /** The database file; one in memory unless given. */
  readonly database?: string;
}

/** Somebody who plays in a test. */
export interface TestPlayer {
  /** The session's number. */
  readonly sessid: number;
  /** Everything shown to the player since the last {@linkcode TestPlayer.clear}, as plain text. */
  readonly screen: string;
  /** Whether what is typed next is hidden. */
  readonly isSecret: boolean;
  /** Why the connection ended, or `undefined` while it lives. */
  readonly closedWith: string | undefined;
  /** Types a line, and waits until the game has answered it. */
  send(line: string): Promise<string>;
  /** Returns the keyword arguments of each out-of-band message of this name. */
  oob(name: string): readonly Readonly<Record<string, unknown>>[];
  /** Forgets what was shown. */
  clear(): void;
  /**
   * Checks what was shown.
   *
   * @throws {Error} When it is not there, with all that was shown.
   */
  expect(pattern: RegExp | string): void;
  /** Vanishes, as a client does whose network is gone. */
  vanish(): Promise<void>;
}

/** A game that is being tested. */
export interface TestGame extends AsyncDisposable {
  readonly settings: Settings;
  /** Everything that happened, as the log would tell it. */
  readonly trace: readonly TraceEvent[];
  /** The one-time code that makes the first superuser. */
  readonly claimCode: string;
  /** Connects somebody, and waits for the login screen. */
  connect(options?: { readonly address?: string }): Promise<TestPlayer>;
  /** Moves time on. */
  advance(ms: number): Promise<void>;
  /** Starts a new Server in place of the running one; tells why when it was refused. */
  reload(mode?: "reload" | "reset"): Promise<string | undefined>;
  /** Waits until every line was run and all that was said has arrived. */
  settled(): Promise<void>;
}

/** When a test begins: milliseconds since 1970. */
const START = Date.UTC(2026, 0, 1);

/** The settings of a test. */
const TEST_SETTINGS: Config = {
  scryptCost: 1,
  commandRate: 0,
  oobRate: 0,
  loginTimeout: 0,
  plugins: [],
};

/**
 * Starts a game for a test. Dispose of it with `await using`.
 *
 * @param options The plugins and settings to test with.
 *
 * @example Test a command
 * ```ts
 * import { defineCommand, definePlugin } from "@vestibule/core";
 * import { testGame } from "@vestibule/core/testing";
 *
 * const hop = defineCommand({ key: "hop", run: ({ msg }) => msg("You hop.") });
 * const hopping = definePlugin({
 *   name: "hopping",
 *   version: "1.0.0",
 *   api: 1,
 *   setup: ({ provide }) => provide.commands("builtin/character", [hop]),
 * });
 *
 * await using game = await testGame({ plugins: [hopping] });
 * const anna = await game.connect();
 * await anna.send("create anna sesame-street");
 * await anna.send("charcreate Anna");
 * await anna.send("ic Anna");
 * await anna.send("hop");
 * anna.expect("You hop.");
 * ```
 */
export async function testGame(options: TestGameOptions = {}): Promise<TestGame> {
  const { settings } = resolveSettings([
    { name: "test defaults", values: { ...TEST_SETTINGS } },
    { name: "test", values: { ...options.settings } },
  ]);
  const plugins = [builtin, ...options.plugins ?? []]
    .map((plugin, index) => ({ use: `test plugin ${index}`, plugin, settings: {} }));
  const clock = new ManualClock(START);
  const engine = new StoreEngine(openDatabase(options.database ?? ":memory:"));
  const claimCode = "TEST-CODE";
  const game = new PlayedGame({
    settings,
    clock,
    claimCode,
    advance: (ms) => clock.advance(ms),
    close: () => engine.close(),
    spawn: (epoch, trace) => {
      const store = new InlineStore(engine, epoch);
      const isStrict = true;
      return spawnInlineServer({
        ...{ epoch, settings, plugins, store, clock, trace, claimCode, isStrict },
      });
    },
  });
  await game.start();
  return game;
}
