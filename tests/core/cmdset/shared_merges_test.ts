import assert from "node:assert/strict";
import fc from "fast-check";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Layer, mergeLayers } from "../../../src/core/cmdset/layers.ts";
import { SharedMerges } from "../../../src/core/cmdset/shared_merges.ts";
import type { CommandShape } from "../../../src/core/command/command.ts";
import { named } from "./samples.ts";

const SETS = [
  named("body", ["look", "get"]),
  named("exits", ["north"], { priority: 101 }),
  named("dark", ["look"], { mergeType: "remove", priority: 5 }),
  named("menu", ["1", "2"], { mergeType: "replace", noExits: true }),
];
const OWNERS = [{ name: "ball" }, { name: "box" }];

/** A layer, of few sets and owners, so that some are the same. */
const layer = fc.record({
  source: fc.constantFrom("session: a", "ball (#1): b"),
  set: fc.constantFrom(...SETS),
  owner: fc.constantFrom(undefined, ...OWNERS),
  place: fc.constantFrom(undefined, "own", "object", "exit"),
}).map(({ source, set, owner, place }): Layer<CommandShape> => ({
  ...{ source, set },
  ...owner === undefined ? {} : { owner },
  ...place === undefined ? {} : { place },
}));

Deno.test("SharedMerges.merge() returns what mergeLayers() would, whatever was merged before", () => {
  const shared = new SharedMerges<CommandShape>();
  fc.assert(
    fc.property(fc.array(layer, { maxLength: 5 }), (layers) => {
      const merged = shared.merge(layers);
      assert.deepEqual(merged, mergeLayers(layers));
      assert.equal(shared.merge(layers.map((one) => ({ ...one }))), merged);
    }),
    { numRuns: 500 },
  );
});

Deno.test("SharedMerges.merge() tells layers apart by set, owner, place, name and order", () => {
  const shared = new SharedMerges<CommandShape>();
  const [body, exits] = SETS;
  const [ball, box] = OWNERS;
  assert.ok(body && exits && ball && box);
  const one: Layer<CommandShape> = { source: "ball (#1): body", set: body, owner: ball };
  const two: Layer<CommandShape> = { source: "exits: exits", set: exits };
  const merges = [
    [one],
    [two],
    [one, two],
    [two, one],
    [{ ...one, owner: box }],
    [{ ...one, place: "object" as const }],
    [{ ...one, source: "box (#2): body" }],
    [{ ...one, set: named("body", ["look", "get"]) }],
  ].map((layers) => shared.merge(layers));
  assert.equal(new Set(merges).size, merges.length);
});

Deno.test("SharedMerges keeps no merge that nobody has any more", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const shared = new SharedMerges<CommandShape>();
  const kept = shared.merge([{ source: "kept", set: SETS[0] ?? named("none", []) }]);
  for (let at = 0; at < 1_000; at++) {
    shared.merge([{ source: `room ${at}`, set: named(`room ${at}`, ["look"]) }]);
  }
  for (let turns = 0; turns < 100 && shared.count > 1; turns++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  assert.equal(shared.count, 1);
  assert.deepEqual(kept.names(), ["look", "get"]);
});
