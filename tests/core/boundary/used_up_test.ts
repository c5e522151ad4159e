import assert from "node:assert/strict";
import { isUsedUp } from "../../../src/core/boundary/used_up.ts";

Deno.test("isUsedUp() takes a line, and the first and the last number of a range, for used up", () => {
  const used = { line: 2, ran: [[4, 6], [8, 8]] } as const;
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  assert.deepEqual(numbers.filter((number) => isUsedUp(number, used)), [1, 2, 4, 5, 6, 8]);
  assert.equal(isUsedUp(1, {}), false);
});
