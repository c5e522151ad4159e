import assert from "node:assert/strict";
import { readRanges, writeRanges } from "../../../src/core/store/line_ranges.ts";

Deno.test("readRanges() reads what writeRanges() wrote, which is nothing of no ranges", () => {
  const ranges = [[3, 5], [7, 7], [9_000_000_000_000, 9_000_000_000_001]] as const;
  const text = writeRanges(ranges);
  assert.equal(text, "3-5 7-7 9000000000000-9000000000001");
  assert.deepEqual(readRanges(text), ranges);
  assert.equal(writeRanges([]), null);
  assert.equal(writeRanges(), null);
});
