import type { Config } from "../../src/core/settings/settings.ts";
import { temporaryFolder } from "../core/store/samples.ts";
import type { TestGame } from "../../src/plugins/testing.ts";
import { workerGame } from "./worker_game.ts";

/** A game whose one plugin is a file that the test may write anew. */
export interface FilePluginGame {
  readonly game: TestGame;
  /** Writes the plugin's module; the next Server reads it. */
  readonly write: (source: string) => void;
}

/**
 * Plays a game behind the wall of a worker with a plugin that is one module of its own: JavaScript,
 * so that no test waits for a type check of each version.
 *
 * @param source The module to begin with.
 * @param play The test.
 * @param settings Settings beside the plugin.
 */
export async function withFilePlugin(
  source: string,
  play: (files: FilePluginGame) => Promise<void>,
  settings: Config = {},
): Promise<void> {
  using folder = temporaryFolder();
  const path = `${folder.path}/mod.js`;
  const write = (source: string) => Deno.writeTextFileSync(path, source);
  write(source);
  await using game = await workerGame({ settings: { ...settings, plugins: [path] } });
  await play({ game, write });
}
