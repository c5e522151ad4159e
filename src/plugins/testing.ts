/**
 * The test kit for plugins: a whole game in this process, without a network, with movable time.
 *
 * @module
 */
import { ManualClock } from "../core/clock.ts";
import { resolveSettings } from "../core/settings/resolve.ts";
import type { Config } from "../core/settings/settings.ts";
import { InlineStore } from "../core/store/inline_store.ts";
import { openDatabase } from "../core/store/sqlite.ts";
import { StoreEngine } from "../core/store/store_engine.ts";
import { spawnInlineServer } from "../inline_server.ts";
import builtin from "./builtin/mod.ts";
import { type PluginObject, usedPlugin } from "./used_plugin.ts";
import { PlayedGame } from "./test_game.ts";
import type { TestGame } from "./test_model.ts";

export { type TraceEvent, type TraceLevel } from "../core/trace/trace.ts";
export { type InputOf, type StandardSchema } from "../core/standard_schema.ts";
export { type AnyPlugin } from "./plugin_settings.ts";
export {
  type ConnectByLoopback,
  type ConnectBySocket,
  type ConnectOptions,
  type FetchOptions,
  type TestGame,
  type TestPlayer,
  type TestPortal,
} from "./test_model.ts";
export { withSettings } from "./testing/with_settings.ts";
export { type PluginObject, type PluginWithSettings } from "./used_plugin.ts";

/** What {@linkcode testGame} plays with. */
export interface TestGameOptions {
  /** Plugins beside the built-in one, each alone or {@linkcode withSettings}. */
  readonly plugins?: readonly PluginObject[];
  /** Settings that differ from those of a test: cheap passwords, and no limit on typing. */
  readonly settings?: Config;
  /** The database file; one in memory unless given. */
  readonly database?: string;
  /** What `game.random()` gives: a number from 0 up to 1; 0 unless given. */
  readonly random?: () => number;
  /**
   * Whether something in the game may fail without the test saying so: `forbid` unless given. A
   * failure is what the log tells as an error.
   */
  readonly failures?: "forbid" | "allow";
}

/** When a test begins: milliseconds since 1970. */
const START = Date.UTC(2026, 0, 1);

/** The settings of a test. */
const TEST_SETTINGS: Config = {
  scryptCost: 1,
  commandRate: 0,
  oobRate: 0,
  loginTimeout: 0,
  // Time moves in leaps that no answer to a heartbeat could keep up with.
  heartbeatInterval: 0,
  // A busy machine is slow, which is not what a test is about.
  commandTimeLimit: 20_000,
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
 * anna.expect(/Welcome, anna/);
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
    .map((plugin, index) => usedPlugin(plugin, `test plugin ${index}`));
  const clock = new ManualClock(START);
  const engine = new StoreEngine(openDatabase(options.database ?? ":memory:"));
  const claimCode = "TEST-CODE";
  const random = options.random ?? (() => 0);
  let incidents = 0;
  const game = new PlayedGame({
    settings,
    clock,
    claimCode,
    failures: options.failures ?? "forbid",
    advance: (ms) => clock.advance(ms),
    close: () => engine.close(),
    spawn: (epoch, trace, { off }) => {
      const store = new InlineStore(engine, epoch);
      return spawnInlineServer({
        ...{ epoch, settings, plugins, store, clock, trace, claimCode, random, off },
        isStrict: true,
        newIncident: () => String(++incidents).padStart(8, "0"),
      });
    },
  });
  try {
    await game.start();
    return game;
  } catch (error) {
    await game.end();
    throw error;
  }
}
