import assert from "node:assert/strict";
import { Samples } from "../../bench/load/samples.ts";

Deno.test("Samples gives percentiles of all that was added, however much it is", () => {
  const samples = new Samples();
  for (let value = 10_000; value >= 1; value--) samples.add(value);
  assert.deepEqual([samples.count, ...samples.at(0, 0.5, 0.95, 0.99, 1)], [
    ...[10_000, 1, 5000, 9500, 9900, 10_000],
  ]);
});

Deno.test("Samples of nothing are 0", () => {
  assert.deepEqual(new Samples().at(0.5, 0.99), [0, 0]);
});
