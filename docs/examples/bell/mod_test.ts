import { testGame } from "@vestibule/core/testing";
import assert from "node:assert/strict";
import bell from "./mod.ts";

Deno.test("whoever is in the room hears the bell, by text and by the package", async () => {
  await using game = await testGame({ plugins: [bell] });
  const [anna, bert] = [await game.player("Anna"), await game.player("Bert")];
  await anna.send("ring");
  bert.expect("Anna rings the bell: dong.");
  assert.deepEqual(bert.oob("bell_rung"), [{ by: "Anna", strokes: 1 }]);
});

Deno.test("a client rings as often as it asks, within reason", async () => {
  await using game = await testGame({ plugins: [bell] });
  const anna = await game.player("Anna");
  await anna.call("bell_ring", [], { strokes: "3" });
  await anna.call("bell_ring");
  assert.deepEqual(anna.oob("bell_rung").map(({ strokes }) => strokes), [3, 1]);
  await anna.tell({ inputDebug: true });
  await anna.call("bell_ring", [], { strokes: 13 });
  anna.expect('"Bell.Ring" was not used: field "strokes"');
  assert.equal(anna.oob("bell_rung").length, 2);
});

Deno.test("a client without a character rings nothing", async () => {
  await using game = await testGame({ plugins: [bell] });
  const visitor = await game.connect();
  await visitor.call("bell_ring");
  visitor.expect("There is no bell here.");
  assert.deepEqual(visitor.oob("bell_rung"), []);
});
