import assert from "node:assert/strict";
import { median } from "../../bench/figures.ts";
import { rounded, table } from "../../bench/report/table.ts";

Deno.test("table() shows medians, spreads and ratios below each other", () => {
  const row = { group: "commands", unit: "a second", better: "more" } as const;
  const text = table({
    ...{ deno: "2", machine: "any", at: "" },
    rows: [
      { ...row, name: "look", rounds: [12_345, 10_000, 20_000], ofEcho: [0.5], ofWall: [0.75] },
      { ...row, name: "start", unit: "ms", rounds: [438.4] },
    ],
  });
  assert.deepEqual(text.split("\n"), [
    "                median           spread  of echo  of wall",
    "look   12,345 a second  10,000 … 20,000     0.50     0.75",
    "start           438 ms        438 … 438",
  ]);
});

Deno.test("rounded() leaves the digits that count", () => {
  const cases = { 0: "0", 0.01234: "0.0123", 1.239: "1.24", 99.96: "100.0", 1234567: "1,234,567" };
  for (const [value, text] of Object.entries(cases)) assert.equal(rounded(Number(value)), text);
});

Deno.test("median() is the middle, or between the two of the middle", () => {
  assert.deepEqual([median([3, 1, 2]), median([4, 1, 2, 3]), median([])], [2, 2.5, 0]);
});
