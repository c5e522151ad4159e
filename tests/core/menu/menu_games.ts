import type { Config } from "../../../src/core/settings/settings.ts";
import { type TestGame, testGame, type TestPlayer } from "../../../src/plugins/testing.ts";
import { workerGame } from "../../games/worker_game.ts";
import { menuPlugin } from "./menu_plugin.ts";

/**
 * Registers a test twice: with the Server in this isolate, and behind the wall of a worker. The
 * menus of the tests are there.
 *
 * @param name A sentence about a symbol.
 * @param settings The settings to play with.
 * @param play The test.
 */
export function withMenus(
  name: string,
  settings: Config,
  play: (game: TestGame) => Promise<void>,
): void {
  Deno.test(`${name} (inline)`, async () => {
    await using game = await testGame({ settings, plugins: [menuPlugin], failures: "allow" });
    await play(game);
  });
  Deno.test(`${name} (worker)`, async () => {
    const plugins = [new URL("menu_plugin.ts", import.meta.url).href];
    await using game = await workerGame({ settings: { ...settings, plugins } });
    await play(game);
  });
}

/** Connects another session of an account. */
export async function playAgainAs(game: TestGame, name: string): Promise<TestPlayer> {
  const player = await game.connect();
  await player.send(`connect ${name} sesame-street`);
  player.clear();
  return player;
}
