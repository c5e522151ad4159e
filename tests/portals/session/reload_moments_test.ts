import assert from "node:assert/strict";
import { newPlayer } from "../../games/players.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { measured } from "../../reliability/measured.ts";

/** How many ticks a reload is given before something happens in it; the last is after its end. */
const MOMENTS = Array.from({ length: 60 }, (_, index) => 4 * index);

async function ticks(count: number): Promise<void> {
  for (let tick = 0; tick < count; tick++) await Promise.resolve();
}

Deno.test("reload 10. a client that vanishes at whatever moment of a reload leaves the world", async () => {
  let gone = 0;
  for (const moment of MOMENTS) {
    await using game = await testGame({});
    const anna = await newPlayer(game, "Anna");
    const bert = await newPlayer(game, "Bert");
    const reloading = game.reload();
    await ticks(moment);
    await anna.vanish();
    assert.equal(await reloading, undefined);
    await game.settled();
    bert.clear();
    await bert.send("look");
    assert.doesNotMatch(bert.screen, /Anna/, `after ${moment} ticks`);
    await bert.send("who");
    assert.doesNotMatch(bert.screen, /anna/i, `after ${moment} ticks`);
    gone++;
  }
  measured(
    "reload 10",
    `vanishing at ${MOMENTS.length} moments of one: gone from the world ${gone} times`,
  );
});

Deno.test("reload 10. a client that comes at whatever moment of a reload sees the login screen", async () => {
  for (const moment of MOMENTS) {
    await using game = await testGame({});
    const reloading = game.reload();
    await ticks(moment);
    const anna = await game.connect();
    assert.equal(await reloading, undefined);
    await game.settled();
    assert.equal(anna.screen.match(/create/g)?.length, 1, `after ${moment} ticks: ${anna.screen}`);
    await anna.send("create anna sesame-street");
    anna.expect(/anna/);
  }
});

Deno.test("2.4.3 a line typed at whatever moment of a reload is heard once", async () => {
  for (const moment of MOMENTS) {
    await using game = await testGame({});
    const anna = await newPlayer(game, "Anna");
    const reloading = game.reload();
    await ticks(moment);
    anna.type("say hello");
    assert.equal(await reloading, undefined);
    await game.settled();
    const heard = anna.screen.match(/You say, "hello"/g)?.length;
    assert.equal(heard, 1, `after ${moment} ticks: ${anna.screen}`);
  }
});
