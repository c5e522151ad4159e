import type { Config, PluginUse } from "../../src/core/settings/settings.ts";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
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
    const { plugins = [], ...others } = settings;
    const loaded = await Promise.all(plugins.map(load));
    await using game = await testGame({ settings: others, plugins: loaded });
    await play(game);
  });
  Deno.test(`${name} (worker)`, async () => {
    await using game = await workerGame({ settings });
    await play(game);
  });
}

/** Imports a plugin that settings name. */
async function load(plugin: string | PluginUse): Promise<unknown> {
  const path = typeof plugin === "string" ? plugin : plugin.use;
  const module: { readonly default: unknown } = await import(pathToFileURL(resolve(path)).href);
  return module.default;
}
