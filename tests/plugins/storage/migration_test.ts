import assert from "node:assert/strict";
import {
  defineCommand,
  definePlugin,
  type Json,
  type Plugin,
  type PluginStorage,
  type StorageMigration,
} from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { temporaryFolder } from "../../core/store/samples.ts";
import { innerGame } from "../../games/inner_game.ts";
import { newcomer } from "../../games/players.ts";

type Seen = (entries: readonly (readonly [string, Json])[]) => void;

/** A plugin that keeps `mm` when it keeps nothing yet, and tells what it keeps at its start. */
function rain(migrations: readonly StorageMigration[] | undefined, seen: Seen = () => {}): Plugin {
  return definePlugin({
    ...{ name: "rain", version: "1.0.0", api: 1 },
    ...(migrations === undefined ? {} : { storage: { migrations } }),
    setup: ({ on, storage }) =>
      on("server:start", () => {
        seen(storage.entries());
        if (storage.keys().length === 0) storage.set("mm", 3);
      }),
  });
}

/** Renames `mm`. */
function toInches(storage: PluginStorage): void {
  storage.set("inches", Number(storage.get("mm")) / 24);
  storage.delete("mm");
}

/** Wraps what is there. */
function toList(storage: PluginStorage): void {
  for (const [key, value] of storage.entries()) storage.set(key, [value]);
}

function broken(storage: PluginStorage): void {
  storage.set("mm", "half done");
  throw new Error("a cloud in the way");
}

/** Starts a game on the database with this plugin, and ends it. */
async function play(database: string, plugin: Plugin): Promise<void> {
  await using _game = await testGame({ database, plugins: [plugin] });
}

Deno.test("migrations lead from the version that is kept to that of the plugin, once", async () => {
  using folder = temporaryFolder();
  const database = `${folder.path}/world.db`;
  const seen: unknown[] = [];
  const versions = [undefined, undefined, [toInches], [toInches], [toInches, toList]];
  for (const migrations of versions) {
    await play(database, rain(migrations, (entries) => seen.push(Object.fromEntries(entries))));
  }
  assert.deepEqual(seen, [
    {},
    { mm: 3 },
    { inches: 0.125 },
    { inches: 0.125 },
    { inches: [0.125] },
  ]);
});

Deno.test("migrations that were left out one after the other run in order", async () => {
  using folder = temporaryFolder();
  const database = `${folder.path}/world.db`;
  await play(database, rain(undefined));
  let seen: unknown;
  await play(database, rain([toInches, toList], (entries) => seen = entries));
  assert.deepEqual(seen, [["inches", [0.125]]]);
});

Deno.test("migrations do not run when nothing is kept, now or later", async () => {
  using folder = temporaryFolder();
  const database = `${folder.path}/world.db`;
  const seen: unknown[] = [];
  for (let start = 0; start < 2; start++) {
    await play(database, rain([broken], (entries) => seen.push(entries)));
  }
  assert.deepEqual(seen, [[], [["mm", 3]]]);
});

Deno.test("a migration that throws stops a strict start, and what is kept stays", async () => {
  using folder = temporaryFolder();
  const database = `${folder.path}/world.db`;
  await play(database, rain(undefined));
  await assert.rejects(play(database, rain([toInches, broken])), (error: Error) => {
    assert.match(error.message, /Plugin "rain" cannot be used as its data does not fit/);
    assert.match(
      error.message,
      /Cannot migrate the storage of plugin "rain" from version 2 to 3 as its migration must end well: it threw "a cloud in the way"/,
    );
    assert.match(error.message, /migration_test\.ts:\d+/, "it says where");
    return true;
  });
  let seen: unknown;
  await play(database, rain(undefined, (entries) => seen = entries));
  assert.deepEqual(seen, [["mm", 3]]);
});

Deno.test("an async migration is refused, since it would not be one turn", async () => {
  using folder = temporaryFolder();
  const database = `${folder.path}/world.db`;
  await play(database, rain(undefined));
  const late: StorageMigration = (async (storage: PluginStorage) => {
    await Promise.resolve();
    storage.set("late", true);
    throw new Error("later still");
    // A function that returns a promise may be given where nothing is to be returned.
  }) as StorageMigration;
  await assert.rejects(play(database, rain([late])), /must be done when it returns/);
});

Deno.test("data of a newer version is refused, and is there for the newer plugin", async () => {
  using folder = temporaryFolder();
  const database = `${folder.path}/world.db`;
  await play(database, rain([toInches, toList]));
  for (const older of [undefined, [toInches]]) {
    await assert.rejects(
      play(database, rain(older)),
      /Cannot use the storage of plugin "rain" as its data must be of version [12] or older: current state is version 3, which a newer version of the plugin wrote\. Use that version again; nothing was changed/,
    );
  }
  let seen: unknown;
  await play(database, rain([toInches, toList], (entries) => seen = entries));
  assert.deepEqual(seen, [["mm", 3]], "it was kept by the newest from the beginning");
});

Deno.test("a plan that is none is refused", async () => {
  for (const storage of [{}, null, { migrations: ["no"] }, { migrations: 2 }]) {
    // As a plugin in JavaScript might say it.
    const plugin = { ...rain(undefined), storage } as Plugin;
    await assert.rejects(
      testGame({ plugins: [plugin] }),
      /Cannot use plugin "rain" as its storage\.migrations must be a list of functions/,
    );
  }
});

/** A game whose plugin is what `current.plugin` is at each start, with a command that looks. */
async function changing() {
  const current = { migrations: undefined as readonly StorageMigration[] | undefined };
  const plugin: Plugin = {
    ...{ name: "rain", version: "1.0.0", api: 1 },
    get storage() {
      return { migrations: current.migrations ?? [] };
    },
    setup({ provide, storage }) {
      const migrations = current.migrations?.length ?? 0;
      provide.commands("builtin/account", [
        defineCommand({ key: "fall", needs: "account", run: () => storage.set("mm", 3) }),
        defineCommand({
          key: "gauge",
          needs: "account",
          run: ({ msg }) => msg(`${migrations} ${JSON.stringify(storage.entries())}`),
        }),
      ]);
    },
  };
  return { current, inner: await innerGame({ plugins: [plugin] }) };
}

Deno.test("a reload migrates what the old Server kept to its last turn", async () => {
  const { current, inner } = await changing();
  await using _inner = inner;
  const anna = await newcomer(inner.game, "anna");
  await anna.send("fall");
  current.migrations = [toInches];
  assert.equal(await inner.game.reload(), undefined);
  assert.equal(await anna.send("gauge"), '1 [["inches",0.125]]');
});

Deno.test("a reload whose migration throws is refused, and the old Server plays on", async () => {
  const { current, inner } = await changing();
  await using _inner = inner;
  const anna = await newcomer(inner.game, "anna");
  await anna.send("fall");
  current.migrations = [broken];
  const refusal = await inner.game.reload() ?? "";
  assert.match(refusal, /plugin "rain" from version 1 to 2 .* it threw "a cloud in the way"/);
  current.migrations = [];
  assert.equal(await anna.send("gauge"), '0 [["mm",3]]');
  assert.equal(await inner.game.reload(), undefined);
  assert.equal(await anna.send("gauge"), '0 [["mm",3]]');
});

Deno.test("a migration that throws only at the swap takes nothing but its plugin's storage", async () => {
  const { current, inner } = await changing();
  await using _inner = inner;
  const anna = await newcomer(inner.game, "anna");
  await anna.send("fall");
  let runs = 0;
  current.migrations = [(storage) => ++runs > 1 ? broken(storage) : toInches(storage)];
  assert.equal(await inner.game.reload(), undefined);
  assert.match(await anna.send("gauge"), /^Something went wrong in "gauge"/);
  assert.match(await anna.send("look"), /You are out of character/);
  const [event] = inner.game.trace.filter(({ kind }) => kind === "plugin:fail");
  assert.deepEqual([event?.data.plugin, event?.data.hook], ["rain", "storage"]);
  current.migrations = [];
  await inner.game.reload();
  assert.equal(await anna.send("gauge"), '0 [["mm",3]]');
});

Deno.test("a migration that cannot be written leaves the storage as it was, and closed", async () => {
  const { current, inner } = await changing();
  await using _inner = inner;
  const anna = await newcomer(inner.game, "anna");
  await anna.send("fall");
  current.migrations = [toInches];
  inner.disk.isFull = true;
  assert.equal(await inner.game.reload(), undefined);
  assert.match(await anna.send("gauge"), /^Something went wrong in "gauge"/);
  inner.disk.isFull = false;
  await inner.game.advance(1000);
  await inner.game.reload();
  assert.equal(await anna.send("gauge"), '1 [["inches",0.125]]');
});
