import assert from "node:assert/strict";
import { newestFirst } from "../../../src/core/session/fit_mode.ts";
import { onChangingWalls } from "../../games/changing_game.ts";
import { innerGame } from "../../games/inner_game.ts";
import { comeBack, newPlayer } from "../../games/players.ts";
import type { TestGame, TestPlayer } from "../../../src/plugins/testing.ts";

/** Connects three sessions of Anna, of which the first and the last share her, and one of Bert. */
async function sharing(game: TestGame): Promise<readonly TestPlayer[]> {
  const first = await newPlayer(game, "Anna");
  const second = await comeBack(game, "Anna");
  const third = await comeBack(game, "Anna");
  await third.send("ic Anna");
  const bert = await newPlayer(game, "Bert");
  const players = [first, second, third, bert];
  players.forEach((player) => player.clear());
  return players;
}

onChangingWalls(
  "6.1, 6.5 a reload to mode 0 keeps the newest session of each account",
  { multisessionMode: 3 },
  async ({ game, change }) => {
    const players = await sharing(game);
    const [first, , third, bert] = players;
    change({ multisessionMode: 0 });
    assert.equal(await game.reload(), undefined);
    assert.deepEqual(players.map(({ closedWith }) => closedWith), [
      ...["logged_in_elsewhere", "logged_in_elsewhere", undefined, undefined],
    ]);
    first?.expect("yours has a newer one");
    third?.clear();
    await bert?.send("say hello");
    third?.expect('Bert says, "hello"');
  },
);

for (const before of [1, 3] as const) {
  onChangingWalls(
    `6.3, 6.5 a reload from mode ${before} to 2 leaves a puppet to its newest session`,
    { multisessionMode: before },
    async ({ game, change }) => {
      const players = await sharing(game);
      const [first, , third, bert] = players;
      change({ multisessionMode: 2 });
      assert.equal(await game.reload(), undefined);
      assert.ok(players.every(({ closedWith }) => closedWith === undefined));
      first?.expect("a newer session of yours keeps Anna");
      assert.match(await first?.send("say hello") ?? "", /There is no command "say hello"/);
      assert.match(await third?.send("say hello") ?? "", /You say, "hello"/);
      bert?.expect('Anna says, "hello"');
      assert.doesNotMatch(bert?.screen ?? "", /has left the game/);
    },
  );
}

onChangingWalls(
  "6.5 a reload that allows more changes nobody",
  { multisessionMode: 1 },
  async ({ game, change }) => {
    const players = await sharing(game);
    const [first, , third] = players;
    change({ multisessionMode: 3 });
    assert.equal(await game.reload(), undefined);
    assert.ok(players.every(({ closedWith }) => closedWith === undefined));
    for (const player of [first, third]) {
      assert.match(await player?.send("say hello") ?? "", /You say, "hello"/);
    }
  },
);

// Inline only: time moves.
Deno.test("6.5 newestFirst() goes by the last login, and not by who connected first", async () => {
  await using inner = await innerGame();
  const [first, second] = [await inner.game.connect(), await newPlayer(inner.game, "Anna")];
  await inner.moveTime(1000);
  await first.send("connect anna sesame-street");
  const order = newestFirst(inner.inside.sessions.all()).map(({ sessid }) => sessid);
  assert.deepEqual(order, [first.sessid, second.sessid]);
  const third = await comeBack(inner.game, "Anna");
  assert.equal(newestFirst(inner.inside.sessions.all())[0]?.sessid, third.sessid);
});
