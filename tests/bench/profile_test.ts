import assert from "node:assert/strict";
import { hotSpots } from "../../bench/profile/hot_spots.ts";
import { fieldsOf } from "../../bench/profile/thread_times.ts";

function node(id: number, functionName: string, url = "") {
  return { id, callFrame: { functionName, url } };
}

Deno.test("hotSpots() shares the busy time among functions, wherever each was called from", () => {
  const url = "file:///far/away/core/turns.ts";
  const nodes = [node(1, "(idle)"), node(2, "end", url), node(3, "op_write"), node(4, "end", url)];
  const samples = [1, 2, 3, 4, 9];
  const spots = hotSpots({ nodes, samples, timeDeltas: [1000, 10, 25, 65, 500] });
  assert.deepEqual(spots, [
    { name: "end", file: "core/turns.ts", share: 0.75 },
    { name: "op_write", file: "", share: 0.25 },
  ]);
});

Deno.test("fieldsOf() reads a thread whose name has blanks and brackets", () => {
  const stat = "42 (a) worker (2)) S 1 42 42 0 -1 4194368 5 0 0 0 123 45 0 0 20 0";
  assert.deepEqual(fieldsOf(stat), { name: "a) worker (2)", user: 123, system: 45 });
});
