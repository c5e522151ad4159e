import type { Config } from "../../src/core/settings/settings.ts";
import { withLoadedPlugins } from "./loaded_plugins.ts";
import { type TestGame, testGame } from "../../src/plugins/testing.ts";
import { workerGame } from "./worker_game.ts";

/**
 * Registers a test twice: with the Server in this isolate, and behind the wall of a worker.
 *
 * @param name A sentence about a symbol.
 * @param settings The settings to play with; its plugins are files, from this repository's root.
 * @param play The test.
 */
export function onBothWalls(
  name: string,
  settings: Config,
  play: (game: TestGame) => Promise<void>,
): void {
  Deno.test(`${name} (inline)`, async () => {
    const options = await withLoadedPlugins(settings);
    await using game = await testGame({ ...options, failures: "allow" });
    await play(game);
  });
  Deno.test(`${name} (worker)`, async () => {
    await using game = await workerGame({ settings });
    await play(game);
  });
}
