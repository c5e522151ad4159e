import { ManualClock, systemClock } from "../../src/core/clock.ts";
import { resolveSettings } from "../../src/core/settings/resolve.ts";
import type { Config, Settings } from "../../src/core/settings/settings.ts";
import { InlineStore } from "../../src/core/store/inline_store.ts";
import { openDatabase } from "../../src/core/store/sqlite.ts";
import { StoreEngine } from "../../src/core/store/store_engine.ts";
import { startStoreWorker } from "../../src/core/store/store_handle.ts";
import { spawnInlineServer } from "../../src/inline_server.ts";
import builtin from "../../src/plugins/builtin/mod.ts";
import { PlayedGame } from "../../src/plugins/test_game.ts";
import type { TestGame } from "../../src/plugins/testing.ts";
import { spawnServer } from "../../src/spawn_server.ts";
import { settling } from "./worker_game.ts";

/** A game whose settings may change: the next Server gets those that are set then. */
export interface ChangingGame {
  readonly game: TestGame;
  change(settings: Config): void;
}

/** Settings under which a test neither waits nor is held back. */
const SETTINGS: Config = {
  scryptCost: 1,
  commandRate: 0,
  loginTimeout: 0,
  heartbeatInterval: 0,
  commandTimeLimit: 20_000,
  reloadTimeout: 60_000,
  plugins: [],
};

const CLAIM_CODE = "TEST-CODE";

/**
 * Registers a test twice, inline and behind the wall of a worker, with settings that may change.
 *
 * @param name A sentence about a symbol.
 * @param config The settings to begin with.
 * @param play The test.
 */
export function onChangingWalls(
  name: string,
  config: Config,
  play: (changing: ChangingGame) => Promise<void>,
): void {
  for (const [wall, make] of Object.entries({ inline: inlineGame, worker: workerGame })) {
    Deno.test(`${name} (${wall})`, async () => {
      let settings = resolved(config);
      await using game = await make(() => settings);
      await game.start();
      await play({ game, change: (config) => settings = resolved(config) });
    });
  }
}

function resolved(config: Config): Settings {
  return resolveSettings([{ name: "test", values: { ...SETTINGS, ...config } }]).settings;
}

function inlineGame(current: () => Settings): Promise<PlayedGame> {
  const engine = new StoreEngine(openDatabase(":memory:"));
  const clock = new ManualClock(Date.UTC(2026, 0, 1));
  const plugins = [{ use: "builtin", plugin: builtin, settings: {} }];
  const game = new PlayedGame({
    ...{ settings: current(), clock, claimCode: CLAIM_CODE, close: () => engine.close() },
    spawn: (epoch, trace, { off }) =>
      spawnInlineServer({
        ...{ epoch, plugins, clock, trace, claimCode: CLAIM_CODE, isStrict: true, random: () => 0 },
        ...{ settings: current(), off },
        store: new InlineStore(engine, epoch),
      }),
  });
  return Promise.resolve(game);
}

async function workerGame(current: () => Settings): Promise<PlayedGame> {
  const store = await startStoreWorker({
    place: ":memory:",
    onError(error) {
      throw error;
    },
  });
  return new PlayedGame({
    ...{ settings: current(), clock: systemClock, claimCode: CLAIM_CODE },
    close: () => store.close(),
    spawn: (epoch, _trace, { off }) =>
      settling(spawnServer({
        ...{ epoch, off, settings: current(), claimCode: CLAIM_CODE, isStrict: true },
        ...{ store: store.connect(epoch), folder: Deno.cwd() },
      })),
  });
}
