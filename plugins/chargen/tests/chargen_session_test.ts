import assert from "node:assert/strict";
import { chargenGame, newcomer, sendAll } from "./chargen_game.ts";

const COUNTED = { settings: { serverSessionClass: "chargen/ChargenSession" } };

Deno.test("ChargenSession counts and times the steps, and examine shows it", async () => {
  await using game = await chargenGame(COUNTED);
  const root = await newcomer(game, "root");
  await root.send(`claim ${game.claimCode}`);
  const anna = await newcomer(game, "anna");
  assert.match(await root.send("examine #2"), /\nCharacter creation: 0 steps in 0 s$/);
  await anna.send("charcreate");
  await game.advance(10_000);
  await anna.send("Tess");
  assert.match(await root.send("examine #2"), /\nCharacter creation: 1 step in 10 s, 10 s a step$/);
  await game.advance(4_000);
  await anna.send("body 3");
  await game.advance(2_000);
  await anna.send("scholar");
  assert.match(await root.send("examine #2"), /\nCharacter creation: 2 steps in 16 s, 8 s a step$/);
});

Deno.test("ChargenSession counts on after a reload, and not while nothing is asked", async () => {
  await using game = await chargenGame(COUNTED);
  const root = await newcomer(game, "root");
  await root.send(`claim ${game.claimCode}`);
  const anna = await newcomer(game, "anna");
  await anna.send("charcreate Tess");
  await game.advance(5_000);
  await game.reload();
  await game.advance(5_000);
  await sendAll(anna, ["scholar", "quit", "keep"]);
  await game.advance(60_000);
  await anna.send("charcreate");
  await game.advance(1_000);
  await anna.send("");
  assert.match(await root.send("examine #2"), /\nCharacter creation: 3 steps in 11 s, 4 s a step$/);
});

Deno.test("without the class nothing is counted, and examine says nothing of it", async () => {
  await using game = await chargenGame();
  const root = await newcomer(game, "root");
  await sendAll(root, [`claim ${game.claimCode}`, "charcreate Tess", "scholar", "quit", "keep"]);
  assert.doesNotMatch(await root.send("examine #1"), /Character creation/);
});
