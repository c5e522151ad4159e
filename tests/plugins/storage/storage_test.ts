import assert from "node:assert/strict";
import { definePlugin, type PluginStorage } from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { temporaryFolder } from "../../core/store/samples.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { innerGame } from "../../games/inner_game.ts";
import ledger from "../../games/ledger_plugin.ts";
import { comeBack, newcomer } from "../../games/players.ts";
import { turnsOfTheLoop, until } from "../../games/turns_of.ts";

const LEDGER = { plugins: ["./tests/games/ledger_plugin.ts"] };

/** Turns of the event loop in which anything that is not held would have been said. */
const A_WHILE = 200;

onBothWalls("storage is there again after a reload and a reset", LEDGER, async (game) => {
  const anna = await newcomer(game, "anna");
  await anna.send("note a=1");
  await anna.send("note b=2");
  assert.equal(await game.reload(), undefined);
  assert.equal(await anna.send("notes"), '[["a","1"],["b","2"]]');
  await anna.send("erase a");
  assert.equal(await game.reload("reset"), undefined);
  assert.equal(await anna.send("notes"), '[["b","2"]]');
});

onBothWalls("storage is as it was when a command throws", LEDGER, async (game) => {
  const anna = await newcomer(game, "anna");
  await anna.send("note a=1");
  assert.match(await anna.send("misnote a=2"), /^Something went wrong in "misnote"/);
  assert.match(await anna.send("misnote b=2"), /^Something went wrong/);
  assert.equal(await anna.send("notes"), '[["a","1"]]');
  await game.reload();
  assert.equal(await anna.send("notes"), '[["a","1"]]');
});

onBothWalls("storage keeps what an await of a command has made durable", LEDGER, async (game) => {
  const anna = await newcomer(game, "anna");
  await anna.send("slownote a=1");
  await anna.send("2");
  assert.equal(await anna.send("notes"), '[["a","1"]]', "only what came after the answer is gone");
});

Deno.test("storage is there again when the game is started anew, and after a crash", async () => {
  using folder = temporaryFolder();
  const database = `${folder.path}/world.db`;
  {
    await using game = await testGame({ database, plugins: [ledger] });
    await (await newcomer(game, "anna")).send("note a=1");
  }
  await using game = await testGame({ database, plugins: [ledger] });
  const anna = await comeBack(game, "anna");
  assert.equal(await anna.send("notes"), '[["a","1"]]');
  await using inner = await innerGame({ plugins: [ledger] });
  const bert = await newcomer(inner.game, "bert");
  await bert.send("note a=1");
  await inner.crash();
  assert.equal(await bert.send("notes"), '[["a","1"]]');
});

Deno.test("storage of a plugin that is taken out waits for it to come back", async () => {
  using folder = temporaryFolder();
  const database = `${folder.path}/world.db`;
  {
    await using game = await testGame({ database, plugins: [ledger] });
    await (await newcomer(game, "anna")).send("note a=1");
  }
  {
    await using game = await testGame({ database });
    assert.match(await (await comeBack(game, "anna")).send("notes"), /There is no command "notes"/);
  }
  await using game = await testGame({ database, plugins: [ledger] });
  assert.equal(await (await comeBack(game, "anna")).send("notes"), '[["a","1"]]');
});

Deno.test("nothing is said of what storage keeps before it is on disk", async () => {
  await using inner = await innerGame({ plugins: [ledger] });
  const anna = await newcomer(inner.game, "anna");
  inner.gate.close();
  anna.type("note a=1");
  await until("the commit", () => inner.gate.waiting === 1);
  await turnsOfTheLoop(A_WHILE);
  assert.equal(anna.screen, "");
  inner.gate.letOneThrough();
  await until("the word", () => anna.screen !== "");
  assert.equal(anna.screen, "Noted a=1.");
});

Deno.test("storage that cannot be kept is undone, and can be used again later", async () => {
  await using inner = await innerGame({ plugins: [ledger] });
  const anna = await newcomer(inner.game, "anna");
  await anna.send("note a=1");
  inner.disk.isFull = true;
  assert.match(await anna.send("note a=2"), /^The world could not keep what was just done/);
  assert.match(await anna.send("note b=1"), /^The world cannot keep changes just now/);
  assert.equal(await anna.send("notes"), '[["a","1"]]');
  inner.disk.isFull = false;
  await inner.game.advance(1000);
  assert.equal(await anna.send("note a=3"), "Noted a=3.");
  await inner.game.reload();
  assert.equal(await anna.send("notes"), '[["a","3"]]');
});

Deno.test("storage cannot be used in setup, and says where it can", async () => {
  const uses: readonly ((storage: PluginStorage) => unknown)[] = [
    (storage) => storage.get("a"),
    (storage) => storage.set("a", 1),
    (storage) => storage.delete("a"),
    (storage) => storage.keys(),
    (storage) => storage.entries(),
  ];
  for (const use of uses) {
    const hasty = definePlugin({
      ...{ name: "hasty", version: "1.0.0", api: 1 },
      setup: ({ storage }) => void use(storage),
    });
    await assert.rejects(
      testGame({ plugins: [hasty] }),
      /Cannot use the storage of plugin "hasty" as the Server must have loaded its data: current state is setup; use it in a hook, a command or a timer/,
    );
  }
});

Deno.test("storage can be used at server:start, at server:stop and while the world is filled", async () => {
  const seen: unknown[] = [];
  const early = definePlugin({
    ...{ name: "early", version: "1.0.0", api: 1 },
    setup({ provide, on, storage }) {
      provide.world(() => storage.set("world", "filled"));
      on("server:start", () => void seen.push(storage.entries()));
      on("server:stop", ({ mode }) => storage.set("stop", mode));
    },
  });
  await using game = await testGame({ plugins: [early] });
  await game.reload();
  assert.deepEqual(seen, [
    [["world", "filled"]],
    [["stop", "reload"], ["world", "filled"]],
  ]);
});
