import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import layers from "../../games/layers_plugin.ts";
import { comeBack, newPlayer } from "../../games/players.ts";

for (const multisessionMode of [2, 3] as const) {
  onBothWalls(
    `7.4.1 a session's menu leaves the account's other session in mode ${multisessionMode} to play on`,
    { multisessionMode, plugins: ["tests/games/naming_plugin.ts"] },
    async (game) => {
      const playing = await newPlayer(game, "Anna");
      const making = await comeBack(game, "Anna");
      if (multisessionMode === 3) await making.send("ic Anna");
      assert.equal(await making.send("naming"), "Who will it be?");
      assert.equal(await making.send("north"), "Type name or done.");
      assert.match(await playing.send("look"), /The Vestibule/);
      assert.equal(await making.send("name Bert"), "It will be called Bert.");
      assert.equal(await game.reload(), undefined);
      assert.match(await playing.send("north"), /The Hall/);
      assert.equal(await making.send("look"), "Type name or done.");
      assert.match(await playing.send("name"), /There is no command "name"/);
      assert.equal(await making.send("done"), "Bert is made.");
      assert.match(await making.send("who"), /Anna/);
      assert.match(await playing.send("look"), /The Hall/);
    },
  );
}

Deno.test("7.3.6 every named cmdset of a session comes back after a reload, persistent or not", async () => {
  await using game = await testGame({ plugins: [layers] });
  const anna = await newPlayer(game, "Anna");
  await anna.send("lay session robe default");
  await anna.send("lay session fire");
  await anna.send("lay session ice persistent");
  const before = await anna.send("stack session");
  assert.match(before, /^layers\/robe layers\/fire layers\/ice /);
  await game.reload();
  const after = await anna.send("stack session");
  assert.match(after, /^layers\/robe layers\/fire layers\/ice /);
});

Deno.test("7.3.6 no cmdset of a session outlives its connection or its login", async () => {
  await using game = await testGame({ plugins: [layers] });
  const anna = await newPlayer(game, "Anna");
  await anna.send("lay session ice persistent");
  const second = await comeBack(game, "Anna");
  assert.match(await second.send("freeze"), /There is no command "freeze"/);
  await anna.send("logout");
  await anna.send("connect Anna sesame-street");
  assert.match(await anna.send("freeze"), /There is no command "freeze"/);
  assert.equal(await anna.send("stack session"), " (kept: )");
});

Deno.test("7.3.6 cmdsetSession is the default cmdset of every session that logs in", async () => {
  const settings = { cmdsetSession: "layers/robe" };
  await using game = await testGame({ settings, plugins: [layers] });
  const anna = await game.connect();
  assert.match(await anna.send("tip"), /There is no command "tip"/);
  await anna.send("create anna sesame-street");
  assert.equal(await anna.send("tip"), "You tip.");
  await game.reload();
  assert.equal(await anna.send("stack session"), "layers/robe (kept: )");
});
