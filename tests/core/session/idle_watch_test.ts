import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";

// Inline only: time moves.
const MINUTE = 60_000;

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

Deno.test("1.6.10 staff may stay silent", async () => {
  await using game = await testGame({ settings: { idleTimeout: 120 } });
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  await anna.send(`claim ${game.claimCode}`);
  await game.advance(10 * MINUTE);
  assert.equal(anna.closedWith, undefined);
});

Deno.test("idleTimeout 0 is off", async () => {
  await using game = await testGame();
  const anna = await game.connect();
  await game.advance(1000 * MINUTE);
  assert.equal(anna.closedWith, undefined);
});
