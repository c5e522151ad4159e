import assert from "node:assert/strict";
import { testGame, type TestPlayer } from "../../../../src/plugins/testing.ts";
import { onBothWalls } from "../../../games/both_walls.ts";
import { comeBack, newcomer } from "../../../games/players.ts";

const NOW = Date.UTC(2026, 0, 1);

async function kept(player: TestPlayer): Promise<unknown> {
  await player.call("client_settings_get");
  return player.oob("client_settings").at(-1);
}

function keep(player: TestPlayer, changed: number, settings: object): Promise<void> {
  return player.call("client_settings", [], { changed, settings: { ...settings } });
}

onBothWalls("settings are kept with the account, over logins and reloads", {}, async (game) => {
  const anna = await newcomer(game, "anna");
  assert.deepEqual(await kept(anna), { changed: 0, settings: {} });
  await keep(anna, 5000, { theme: "dark", hidden: ["who"] });
  await anna.send("quit");
  await game.reload();
  const again = await comeBack(game, "anna");
  assert.deepEqual(await kept(again), {
    changed: 5000,
    settings: { theme: "dark", hidden: ["who"] },
  });
});

Deno.test("the newer settings count, and who tells older ones hears the newer", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "anna");
  await keep(anna, 5000, { theme: "dark" });
  await keep(anna, 4000, { theme: "light" });
  assert.deepEqual(anna.oob("client_settings"), [{ changed: 5000, settings: { theme: "dark" } }]);
  await keep(anna, 6000, { theme: "light" });
  assert.deepEqual(await kept(anna), { changed: 6000, settings: { theme: "light" } });
});

Deno.test("a clock that is ahead does not make settings the newest for ever", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "anna");
  await keep(anna, NOW * 2, { theme: "dark" });
  game.advance(1000);
  await keep(anna, NOW + 2000, { theme: "light" });
  const { settings } = await kept(anna) as { settings: unknown };
  assert.deepEqual(settings, { theme: "light" });
});

Deno.test("settings that are too long, or none, are not kept", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "anna");
  await keep(anna, 1, { theme: "x".repeat(5000) });
  await anna.call("client_settings", [], { changed: -1, settings: {} });
  await anna.call("client_settings", [], { changed: 1, settings: "dark" });
  assert.deepEqual(await kept(anna), { changed: 0, settings: {} });
});

Deno.test("each account has its own, and whoever has not logged in none", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "anna");
  await keep(anna, 5000, { theme: "dark" });
  const bert = await newcomer(game, "bert");
  assert.deepEqual(await kept(bert), { changed: 0, settings: {} });
  const visitor = await game.connect();
  await keep(visitor, 5000, { theme: "dark" });
  assert.equal(await kept(visitor), undefined);
});
