import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { newcomer } from "../../games/players.ts";
import { measured } from "../../reliability/measured.ts";

// Inline only: time moves.
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** How many seconds one may be silent. */
const IDLE = 120;

Deno.test("1.6.10 a silent session is ended after idleTimeout seconds", async () => {
  await using game = await testGame({ settings: { idleTimeout: 120 } });
  const anna = await game.connect();
  const bert = await game.connect();
  await game.advance(MINUTE);
  await bert.send("look");
  await game.advance(2 * MINUTE);
  assert.equal(anna.closedWith, "idle");
  assert.equal(bert.closedWith, undefined);
});

/** A game in which one may be silent for two minutes, and an account of each permission. */
async function silentGame() {
  const game = await testGame({ settings: { idleTimeout: IDLE } });
  const root = await newcomer(game, "root");
  await root.send(`claim ${game.claimCode}`);
  const players = await Promise.all(["Player", "Helper", "Builder"].map(async (permission) => {
    const player = await newcomer(game, permission.toLowerCase());
    await root.send(`perm ${permission} = ${permission}`);
    return player;
  }));
  return { game, players };
}

Deno.test("load 3. whoever has logged in is ended too, up to a Helper; a Builder stays", async () => {
  const { game, players } = await silentGame();
  await using _ = game;
  let silent = 0;
  for (; players[0]?.closedWith === undefined && silent < 4 * MINUTE; silent += SECOND) {
    await game.advance(SECOND);
  }
  await game.advance(4 * MINUTE - silent);
  assert.deepEqual(players.map(({ closedWith }) => closedWith), ["idle", "idle", undefined]);
  const seconds = silent / SECOND;
  measured(
    "load 3",
    `after login closed after ${seconds} s of silence, of its clock; ${IDLE} allowed`,
  );
});

Deno.test("1.6.10, 3.7 who sends what keeps a connection alive stays, though nothing is typed", async () => {
  await using game = await testGame({ settings: { idleTimeout: 120 } });
  const [anna, bert] = [await newcomer(game, "anna"), await newcomer(game, "bert")];
  for (let minute = 0; minute < 6; minute++) {
    await anna.send("idle");
    await game.advance(MINUTE);
  }
  assert.deepEqual([anna.closedWith, bert.closedWith], [undefined, "idle"]);
});

Deno.test("1.6.10 staff may stay silent", async () => {
  await using game = await testGame({ settings: { idleTimeout: 120 } });
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  await anna.send(`claim ${game.claimCode}`);
  await game.advance(10 * MINUTE);
  assert.equal(anna.closedWith, undefined);
});

Deno.test("1.6.10 idleTimeout 0 is off", async () => {
  await using game = await testGame();
  const anna = await game.connect();
  await game.advance(1000 * MINUTE);
  assert.equal(anna.closedWith, undefined);
});
