import assert from "node:assert/strict";
import { login, onStaffedWalls } from "../../games/staffed_game.ts";

onStaffedWalls("9.3.8 quell makes staff a player in all their sessions", {}, async (start) => {
  await using game = await start();
  for (const name of ["root", "dora"]) {
    const [first, second] = [await login(game, name), await login(game, name)];
    assert.match(await first.send("quell"), /You count as a player now/);
    for (const player of [first, second]) {
      assert.match(await player.send("wall hello"), /There is no command "wall hello" here/);
      assert.doesNotMatch(await player.send("help"), /shutdown/);
      assert.doesNotMatch(await player.send("who"), /Address/);
    }
    assert.match(await second.send("unquell"), /You have your own permission back/);
    assert.match(await first.send("who"), /Address/);
    assert.doesNotMatch(await first.send("wall hello"), /There is no command/);
  }
});

onStaffedWalls("9.3.8 quell is kept, and the OOC screen shows it", {}, async (start) => {
  await using game = await start();
  const dora = await login(game, "dora");
  await dora.send("quell");
  assert.match(await dora.send("quell"), /already/);
  await dora.send("quit");
  const again = await login(game, "dora");
  assert.match(await again.send("look"), /dora \(quelled: you count as a player until/);
  assert.equal(await game.reload(), undefined);
  assert.match(await again.send("wall hello"), /There is no command/);
  await again.send("unquell");
  assert.doesNotMatch(await again.send("look"), /quelled/);
});

onStaffedWalls("9.3.8 quell is of no use to a player", {}, async (start) => {
  await using game = await start();
  const anna = await login(game, "anna");
  assert.match(await anna.send("quell"), /no more permission than a player/);
  assert.match(await anna.send("unquell"), /You are not quelled/);
});

onStaffedWalls(
  "9.3.8 quell lowers nobody's guard: an Admin cannot boot a quelled Developer",
  {},
  async (start) => {
    await using game = await start();
    const dora = await login(game, "dora");
    await dora.send("quell");
    const ada = await login(game, "ada");
    assert.match(await ada.send("boot dora"), /whose permission is higher than yours/);
    assert.equal(dora.closedWith, undefined);
  },
);
