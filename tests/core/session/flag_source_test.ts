import assert from "node:assert/strict";
import { definePlugin, type ProtocolFlags } from "../../../mod.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newPlayer } from "../../games/players.ts";

Deno.test("session:flags tells what a client said after it had settled, before and after", async () => {
  const told: { before: ProtocolFlags; after: ProtocolFlags }[] = [];
  const watch = definePlugin({
    name: "watch",
    version: "1.0.0",
    api: 1,
    setup: ({ on }) =>
      on("session:flags", ({ before, after }) => void told.push({ before, after })),
  });
  await using game = await testGame({ plugins: [watch] });
  const anna = await newPlayer(game, "Anna");
  await anna.tell({ screenWidth: 70 });
  await anna.tell({ screenWidth: 70 });
  await anna.tell({ screenWidth: 90 });
  assert.deepEqual(told, [
    { before: {}, after: { screenWidth: 70 } },
    { before: { screenWidth: 70 }, after: { screenWidth: 90 } },
  ]);
});

Deno.test("session.flagSources tells the user's choice from what was found out, over a reload", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  await anna.tell({ screenHeight: 40 });
  await anna.send("option screenWidth = 100");
  const sources = () => game.inside.sessions.get(anna.sessid)?.flagSources;
  assert.deepEqual([sources()?.screenHeight, sources()?.screenWidth], ["client", "user"]);
  assert.equal(await game.reload(), undefined);
  assert.deepEqual([sources()?.screenHeight, sources()?.screenWidth], ["client", "user"]);
});
