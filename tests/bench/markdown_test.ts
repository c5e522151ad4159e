import assert from "node:assert/strict";
import { markdown } from "../../bench/report/markdown.ts";

Deno.test("markdown() makes a table of each group, in the order of the groups", () => {
  const row = { unit: "a second", better: "more" } as const;
  const text = markdown({
    ...{ deno: "2", machine: "any", at: "" },
    rows: [
      { ...row, group: "commands", name: "look", rounds: [1, 3, 2], ofEcho: [0.5], ofWall: [0.75] },
      { ...row, group: "start", name: "ready", unit: "ms", rounds: [438.4] },
      { ...row, group: "commands", name: "say", rounds: [4] },
    ],
  });
  const head = [
    "| figure | median | lowest … highest | of echo | of wall |",
    "|---|--:|--:|--:|--:|",
  ];
  assert.deepEqual(text.split("\n"), [
    ...["### commands", "", ...head],
    "| look | 2.00 a second | 1.00 … 3.00 | 0.50 | 0.75 |",
    "| say | 4.00 a second | 4.00 … 4.00 |  |  |",
    ...["", "### start", "", ...head],
    "| ready | 438 ms | 438 … 438 |  |  |",
  ]);
});
