import assert from "node:assert/strict";
import type { Report, Row } from "../../bench/figures.ts";
import { changesText, compare } from "../../bench/report/compare.ts";

const ROW: Row = {
  ...{ group: "commands", name: "look", unit: "a second", better: "more" },
  rounds: [100, 101, 99],
};

function report(row: Partial<Row>): Report {
  return { deno: "2", machine: "any", at: "2026-01-01T00:00:00.000Z", rows: [{ ...ROW, ...row }] };
}

function verdict(older: Partial<Row>, newer: Partial<Row>): string | undefined {
  return compare(report(older), report(newer))[0]?.verdict;
}

Deno.test("compare() says what is worse, for figures of which more is better and of which less is", () => {
  assert.equal(verdict({}, { rounds: [80, 81, 79] }), "worse");
  assert.equal(verdict({}, { rounds: [120, 121, 119] }), "better");
  assert.equal(verdict({ better: "less" }, { better: "less", rounds: [80, 81, 79] }), "better");
  assert.equal(verdict({ better: "less" }, { better: "less", rounds: [120, 121, 119] }), "worse");
});

Deno.test("compare() calls what is within the noise the same, however far the medians are", () => {
  assert.equal(verdict({}, { rounds: [95, 94, 96] }), "same", "less than a tenth");
  const noisy = { rounds: [60, 100, 140] };
  assert.equal(verdict(noisy, { rounds: [50, 75, 110] }), "same");
});

Deno.test("compare() looks at the ratio to the bare wall, whatever the machine did", () => {
  const older = { rounds: [1000], ofWall: [0.5] };
  assert.equal(verdict(older, { rounds: [400], ofWall: [0.5] }), "same");
  assert.equal(verdict(older, { rounds: [1000], ofWall: [0.25] }), "worse");
});

Deno.test("compare() leaves out what only one of the reports has; the worse come first in the text", () => {
  const rows: readonly Row[] = [ROW, { ...ROW, name: "say" }];
  const newer: Report = {
    ...report({}),
    rows: [...rows, { ...ROW, name: "new" }].map((row) =>
      row.name === "say" ? { ...row, rounds: [50] } : row
    ),
  };
  const changes = compare({ ...report({}), rows }, newer);
  assert.deepEqual(changes.map(({ name }) => name), ["commands: look", "commands: say"]);
  assert.deepEqual(changesText(changes).split("\n"), [
    "worse   0.50  commands: say",
    "same    1.00  commands: look",
  ]);
});
