import { PasswordHasher } from "../../src/core/account/password.ts";
import type { Permission } from "../../src/core/command/permission.ts";
import { nameKey } from "../../src/core/object/world.ts";
import type { Config } from "../../src/core/settings/settings.ts";
import { InlineStore } from "../../src/core/store/inline_store.ts";
import { openDatabase } from "../../src/core/store/sqlite.ts";
import { StoreEngine } from "../../src/core/store/store_engine.ts";
import { type TestGame, testGame, type TestPlayer } from "../../src/plugins/testing.ts";
import { temporaryFolder } from "../core/store/samples.ts";
import { withLoadedPlugins } from "./loaded_plugins.ts";
import { workerGame } from "./worker_game.ts";

/** The password of everybody in the tests. */
export const PASSWORD = "sesame-street";

/** Accounts that are there before the game starts, by their names. */
const STAFF: Readonly<Record<string, { permissions: Permission[]; isSuperuser?: true }>> = {
  root: { permissions: ["Player"], isSuperuser: true },
  dora: { permissions: ["Player", "Developer"] },
  ada: { permissions: ["Player", "Admin"] },
  abe: { permissions: ["Admin"] },
  anna: { permissions: ["Player"] },
};

/** Starts a game on a database; a test may do so more than once. */
export type StartGame = () => Promise<TestGame>;

/**
 * Registers a test twice, inline and behind the wall of a worker, on a database file that knows the
 * superuser root, the Developer dora, the Admins ada and abe, and the Player anna.
 *
 * @param name A sentence about a symbol.
 * @param settings The settings to play with.
 * @param play The test.
 */
export function onStaffedWalls(
  name: string,
  settings: Config,
  play: (start: StartGame) => Promise<void>,
): void {
  const walls: Readonly<Record<string, (database: string) => Promise<TestGame>>> = {
    inline: async (database) => testGame({ ...await withLoadedPlugins(settings), database }),
    worker: (database) => workerGame({ settings, database }),
  };
  for (const [wall, make] of Object.entries(walls)) {
    Deno.test(`${name} (${wall})`, async () => {
      using folder = temporaryFolder();
      const database = `${folder.path}/world.db`;
      await addStaff(database);
      await play(() => make(database));
    });
  }
}

/** Connects somebody and logs them in. */
export async function login(
  game: TestGame,
  name: string,
  address = "127.0.0.1",
): Promise<TestPlayer> {
  const player = await game.connect({ address });
  await player.send(`connect ${name} ${PASSWORD}`);
  player.clear();
  return player;
}

async function addStaff(path: string): Promise<void> {
  const engine = new StoreEngine(openDatabase(path));
  const store = new InlineStore(engine, 1);
  await store.takeOver();
  const password = await new PasswordHasher({ cost: 1, concurrency: 1 }).hash(PASSWORD);
  for (const [name, { permissions, isSuperuser = false }] of Object.entries(STAFF)) {
    const data = JSON.stringify({ permissions });
    await store.createAccount({
      ...{ name, nameKey: nameKey(name), password, isSuperuser, createdAt: 0, data },
    });
  }
  await engine.close();
}
