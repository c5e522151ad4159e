import assert from "node:assert/strict";
import type { Config } from "../../../mod.ts";
import { type TestGame, testGame, type TestPlayer } from "../../../src/plugins/testing.ts";
import { newPlayer } from "../../games/players.ts";

/** Two players in one room, of whom the second wants to know who types. */
async function twoInARoom(game: TestGame): Promise<readonly [TestPlayer, TestPlayer]> {
  const [anna, bert] = [await newPlayer(game, "Anna"), await newPlayer(game, "Bert")];
  await bert.tell({ typing: true });
  return [anna, bert];
}

const say = (player: TestPlayer, typing: unknown) => player.call("char_typing", [], { typing });

Deno.test("that somebody types is told to those in the room who want to know, and to nobody else", async () => {
  await using game = await testGame();
  const [anna, bert] = await twoInARoom(game);
  const carl = await newPlayer(game, "Carl");
  const dora = await newPlayer(game, "Dora");
  await dora.tell({ typing: true });
  await dora.send("north");
  await anna.tell({ typing: true });
  await say(anna, true);
  assert.deepEqual(bert.oob("room_typing"), [{ name: "Anna", seconds: 6 }]);
  for (const other of [anna, carl, dora]) assert.deepEqual(other.oob("room_typing"), []);
  await bert.tell({ typing: false });
  game.advance(2000);
  await say(anna, true);
  assert.equal(bert.oob("room_typing").length, 1);
});

Deno.test("that somebody types is told once a second, and its end once", async () => {
  await using game = await testGame();
  const [anna, bert] = await twoInARoom(game);
  for (let times = 0; times < 5; times++) await say(anna, true);
  assert.equal(bert.oob("room_typing").length, 1);
  await say(anna, false);
  await say(anna, false);
  assert.deepEqual(bert.oob("room_typing").at(-1), { name: "Anna", seconds: 0 });
  await say(anna, true);
  assert.equal(bert.oob("room_typing").length, 2);
  game.advance(1000);
  await say(anna, true);
  assert.equal(bert.oob("room_typing").length, 3);
});

Deno.test("that somebody types is not told before login, without a character, or from a hidden answer", async () => {
  await using game = await testGame();
  const [anna, bert] = await twoInARoom(game);
  const visitor = await game.connect();
  await say(visitor, true);
  await anna.send("password");
  assert.ok(anna.isSecret);
  await say(anna, true);
  assert.deepEqual(bert.oob("room_typing"), []);
});

Deno.test("what a client says of typing must be true or false", async () => {
  await using game = await testGame();
  const [anna, bert] = await twoInARoom(game);
  await say(anna, "hello");
  assert.deepEqual(bert.oob("room_typing"), []);
});

Deno.test("the setting typingNotices ends it for everybody", async () => {
  const settings: Config = { typingNotices: false };
  await using game = await testGame({ settings });
  const [anna, bert] = await twoInARoom(game);
  await say(anna, true);
  assert.deepEqual(bert.oob("room_typing"), []);
});
