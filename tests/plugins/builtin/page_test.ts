import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newcomer, newPlayer } from "../../games/players.ts";

onBothWalls(
  "9.3.9 page tells an account in all its sessions, in character or not",
  {},
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    const bert = await newPlayer(game, "Bert");
    const other = await comeBack(game, "Bert");
    await other.send("ooc");
    for (const player of [bert, other]) player.clear();
    assert.equal(await anna.send("page bert = |rHello = you"), "You page Bert: |rHello = you");
    assert.deepEqual([bert.screen, other.screen], [
      "Anna pages: |rHello = you",
      "Anna pages: |rHello = you",
    ]);
  },
);

Deno.test("9.3.9 page tells several accounts, each once, and answers for oneself", async () => {
  await using game = await testGame();
  const [anna, bert, carl] = [
    await newcomer(game, "Anna"),
    await newcomer(game, "Bert"),
    await newcomer(game, "Carl"),
  ];
  assert.equal(await anna.send("tell bert, CARL, bert = Hi"), "You page Bert, Carl: Hi");
  assert.deepEqual([bert.screen, carl.screen], ["Anna pages: Hi", "Anna pages: Hi"]);
  assert.equal(await anna.send("page anna = note"), "You page Anna: note");
});

Deno.test("9.3.9 page refuses who is not connected, and goes on with the others", async () => {
  await using game = await testGame();
  const [anna, bert] = [await newcomer(game, "Anna"), await newcomer(game, "Bert")];
  const gone = await newcomer(game, "Carl");
  await gone.send("quit");
  assert.equal(
    await anna.send("page carl, bert = Hi"),
    'Nobody called "carl" is here. Type who to see who is.\nYou page Bert: Hi',
  );
  assert.equal(bert.screen, "Anna pages: Hi");
  assert.match(await anna.send("page"), /Whom do you want to tell what\?\n.*page NAME/);
  assert.match(await anna.send("page bert"), /Whom do you want to tell what\?/);
  assert.match(await anna.send("page bert ="), /Whom do you want to tell what\?/);
  const many = Array.from({ length: 11 }, (_, at) => `x${at}`).join(",");
  assert.equal(await anna.send(`page ${many} = Hi`), "Name 10 accounts at most.");
});
