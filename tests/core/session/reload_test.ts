import assert from "node:assert/strict";
import { definePlugin } from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";

onBothWalls("1.7.1 a reload keeps account and puppet, and tells the player", {}, async (game) => {
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  await anna.send("charcreate Anna");
  await anna.send("ic Anna");
  anna.clear();
  assert.equal(await game.reload(), undefined);
  anna.expect("The world has been reloaded.");
  anna.clear();
  await anna.send("say still here");
  anna.expect('You say, "still here"');
});

onBothWalls("2.4.3 what is typed during a reload arrives once and in order", {}, async (game) => {
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  await anna.send("charcreate Anna");
  await anna.send("ic Anna");
  anna.clear();
  let typed = 0;
  const type = () => anna.type(`say line ${typed++}.`);
  const typist = setInterval(type, 1);
  type();
  assert.equal(await game.reload(), undefined);
  clearInterval(typist);
  type();
  await game.settled();
  const said = [...anna.screen.matchAll(/You say, "line (\d+)\."/g)].map((match) =>
    Number(match[1])
  );
  assert.deepEqual(said, Array.from({ length: typed }, (_, index) => index));
});

onBothWalls("1.7.3 a reset unpuppets everybody", {}, async (game) => {
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  await anna.send("charcreate Anna");
  await anna.send("ic Anna");
  assert.equal(await game.reload("reset"), undefined);
  anna.clear();
  await anna.send("say anybody?");
  assert.doesNotMatch(anna.screen, /You say/);
  await anna.send("ic Anna");
  anna.expect(/You become Anna/);
});

onBothWalls("a reload in the middle of a secret question forgets it safely", {}, async (game) => {
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  await anna.send("logout");
  await anna.send("connect anna");
  assert.equal(anna.isSecret, true);
  assert.equal(await game.reload(), undefined);
  assert.equal(anna.isSecret, false);
  anna.clear();
  await anna.send("charcreate Anna");
  assert.doesNotMatch(anna.screen, /Character created/, "nobody is logged in");
});

onBothWalls("an account that was never loaded before survives a reload", {}, async (game) => {
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  assert.equal(await game.reload(), undefined);
  anna.clear();
  await anna.send("charcreate Anna");
  anna.expect("Character created: Anna.");
});

// Inline only: the test hears what both of its Servers tell.
Deno.test("1.6.3 a session that ends as a reload begins is told of once", async () => {
  const seen: string[] = [];
  const diary = definePlugin({
    name: "diary",
    version: "1.0.0",
    api: 1,
    setup({ on }) {
      on("account:lastLogout", ({ session }) => void seen.push(`last of ${session.sessid}`));
      on("session:disconnect", ({ session }) => void seen.push(`end of ${session.sessid}`));
    },
  });
  await using game = await testGame({ plugins: [diary] });
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  anna.type("quit");
  assert.equal(await game.reload(), undefined);
  assert.equal(anna.closedWith, "quit");
  assert.deepEqual(seen, ["last of 1", "end of 1"]);
});
