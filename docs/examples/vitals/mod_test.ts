import { testGame } from "@vestibule/core/testing";
import assert from "node:assert/strict";
import vitals from "./mod.ts";

Deno.test("a client is told of its character's health, when it asks and when it changes", async () => {
  await using game = await testGame({ plugins: [vitals] });
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  await anna.send("charcreate Anna");
  await anna.send("ic Anna");
  assert.deepEqual(anna.oob("char_vitals"), [{ hp: 20, maxhp: 20 }]);
  await anna.send("pinch");
  anna.expect("You have 19 of 20 health left.");
  await anna.call("char_vitals_get");
  const hurt = { hp: 19, maxhp: 20 };
  assert.deepEqual(anna.oob("char_vitals").slice(1), [hurt, hurt]);
});

Deno.test("a client without a character is refused", async () => {
  await using game = await testGame({ plugins: [vitals] });
  const visitor = await game.connect();
  await visitor.call("char_vitals_get");
  assert.deepEqual(visitor.oob("char_refused"), [{ reason: "You have no character yet." }]);
  assert.deepEqual(visitor.oob("char_vitals"), []);
});
