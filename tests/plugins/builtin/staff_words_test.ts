import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer, newPlayer, newStaff, newSuperuser } from "../../games/players.ts";

onBothWalls(
  "9.4.3 wall tells every session, those at the first screen included",
  {},
  async (game) => {
    const root = await newSuperuser(game, "Root");
    const [anna, visitor] = [await newPlayer(game, "Anna"), await game.connect()];
    visitor.clear();
    const said = "Root announces: tea |rnow";
    assert.equal(await root.send("wall tea |rnow"), said);
    assert.deepEqual([anna.screen, visitor.screen], [said, said]);
    assert.match(await root.send("wall"), /What do you want to tell everybody\?/);
    assert.match(await anna.send("wall tea"), /There is no command/);
  },
);

onBothWalls("9.4.4 reload tells everybody the reason", {}, async (game) => {
  const root = await newSuperuser(game, "Root");
  const [anna, visitor] = [await newPlayer(game, "Anna"), await game.connect()];
  await root.send("reload new |rdoors");
  await game.settled();
  for (const player of [root, anna, visitor]) {
    player.expect("Root asked for a reload: new |rdoors");
  }
});

Deno.test("9.4.4 reset tells everybody the reason, and keeps them connected", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const anna = await newPlayer(game, "Anna");
  await root.send("reset new rooms");
  await game.settled();
  anna.expect("Root asked for a reset: new rooms");
  assert.equal(anna.closedWith, undefined);
});

Deno.test("9.4.4 reload without a reason announces none", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const anna = await newPlayer(game, "Anna");
  root.clear();
  await root.send("reload");
  await game.settled();
  root.expect("You asked for a reload. One moment.");
  assert.doesNotMatch(anna.screen, /asked for/);
});

onBothWalls(
  "9.4.4 shutdown tells everybody the reason, and ends every session",
  {},
  async (game) => {
    const root = await newSuperuser(game, "Root");
    const [anna, visitor] = [await newPlayer(game, "Anna"), await game.connect()];
    root.type("shutdown bedtime");
    for (let turn = 0; turn < 200 && anna.closedWith === undefined; turn++) await game.settled();
    for (const player of [anna, visitor]) {
      player.expect("Root asked for a shutdown: bedtime");
      assert.equal(player.closedWith, "shutdown");
    }
  },
);

Deno.test("9.4.4 reload, reset and shutdown are for Developers", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const ada = await newStaff(game, root, { name: "Ada", level: "Admin" });
  for (const line of ["reload", "reset", "shutdown"]) {
    assert.match(await ada.send(line), /There is no command/, line);
  }
  const dora = await newStaff(game, root, { name: "Dora", level: "Developer" });
  assert.match(await dora.send("reload"), /You asked for a reload/);
});

Deno.test("9.4.4 time tells how long Portal and Server are up; a reload begins the Server's anew", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "Anna");
  await game.advance(2 * 60 * 60 * 1000);
  assert.equal(await game.reload(), undefined);
  await game.advance(5 * 60 * 1000);
  const shown = await anna.send("time");
  assert.match(shown, /Now +2026-01-01 02:05:00 UTC/);
  assert.match(shown, /Portal up for +2 h 5 min, since 2026-01-01 00:00:00 UTC/);
  assert.match(shown, /Server up for +5 min, since 2026-01-01 02:00:00 UTC/);
});
