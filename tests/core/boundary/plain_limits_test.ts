import assert from "node:assert/strict";
import * as fc from "fast-check";
import { isPlainWithin } from "../../../src/core/boundary/plain_limits.ts";

const LIMITS = { depth: 4, weight: 1000 };

/** Arrays in one another, so many levels deep. */
function nested(depth: number): unknown {
  return depth === 0 ? [] : [nested(depth - 1)];
}

Deno.test("isPlainWithin() takes JSON, undefined and bytes, and nothing else", () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 3, stringUnit: "grapheme" }), (value) => {
    assert.equal(isPlainWithin(value, { depth: 4, weight: 100_000 }), true);
  }));
  for (const plain of [undefined, null, new Uint8Array(8), Object.create(null), [undefined]]) {
    assert.equal(isPlainWithin(plain, LIMITS), true);
  }
  for (const other of [1n, Symbol("a"), () => {}, new Map(), new Date(), /a/, new Error("a")]) {
    assert.equal(isPlainWithin(other, LIMITS), false);
    assert.equal(isPlainWithin({ a: [other] }, LIMITS), false);
  }
});

Deno.test("isPlainWithin() refuses what is too deep, as is what holds itself", () => {
  assert.equal(isPlainWithin(nested(4), LIMITS), true);
  assert.equal(isPlainWithin(nested(5), LIMITS), false);
  const itself: unknown[] = [];
  itself.push(itself);
  assert.equal(isPlainWithin(itself, LIMITS), false);
});

Deno.test("isPlainWithin() refuses what is too much: letters, bytes, parts, and the same often", () => {
  assert.equal(isPlainWithin("a".repeat(999), LIMITS), true);
  assert.equal(isPlainWithin("a".repeat(1000), LIMITS), false);
  assert.equal(isPlainWithin(new Uint8Array(1000), LIMITS), false);
  assert.equal(isPlainWithin(Array(1000), LIMITS), false);
  const once = ["a".repeat(400)];
  assert.equal(isPlainWithin([once, once], LIMITS), true);
  assert.equal(isPlainWithin([once, once, once], LIMITS), false);
});
