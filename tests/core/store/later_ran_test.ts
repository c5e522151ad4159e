import assert from "node:assert/strict";
import { laterRan } from "../../../src/core/store/later_ran.ts";

Deno.test("laterRan() takes the higher number, and what lies beyond until it is said anew", () => {
  assert.deepEqual(laterRan(undefined, [5, 1]), [5, 1]);
  assert.deepEqual(laterRan([5, 1, [[3, 3]]], [5, 2]), [5, 2, [[3, 3]]]);
  assert.deepEqual(laterRan([5, 1, [[3, 3]]], [5, 1, [[3, 4]]]), [5, 1, [[3, 4]]]);
  assert.deepEqual(laterRan([5, 2], [5, 1, [[3, 3]]]), [5, 2]);
  assert.deepEqual(laterRan([5, 1], [5, 2]), [5, 2]);
});
