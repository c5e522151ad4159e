import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { numbersIn } from "./parity/names.ts";
import { NUMBERS } from "./parity/numbers.ts";
import { joinProblems, type ParityRow, rowProblems, rowsOf } from "./parity/rows.ts";

const ROOT = new URL("../", import.meta.url);

/** The behaviours that each test file of the repository names. */
function namedTests(): ReadonlyMap<string, readonly string[]> {
  const folders = ["tests/", "plugins/"].flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" })
      .map((path) => folder + path.replaceAll("\\", "/"))
  );
  // These show what is wrong by examples, which name behaviours that nobody tests there.
  const files = folders.filter((path) => path.endsWith(".ts") && !path.startsWith("tests/parity"));
  return new Map(
    files.map((path) => [path, numbersIn(readFileSync(new URL(path, ROOT), "utf8"))]),
  );
}

const page = readFileSync(new URL("docs/parity.md", ROOT), "utf8");

Deno.test("docs/parity.md has one row for every numbered behaviour, with a reason for each that differs", () => {
  assert.equal(NUMBERS.length, 242 + 1);
  const rows = rowsOf(page);
  assert.deepEqual(rowProblems(rows, NUMBERS), []);
  assert.deepEqual(rows.map(({ number }) => number), NUMBERS, "in order");
});

Deno.test("docs/parity.md and the names of tests speak of one another, both ways", () => {
  assert.deepEqual(joinProblems(rowsOf(page), namedTests()), []);
});

Deno.test("docs/parity.md counts its rows right", () => {
  const rows = rowsOf(page);
  const count = (verdict: string) => rows.filter((row) => row.verdict.startsWith(verdict)).length;
  const counts = `${count("same")} the same, ${count("different")} different on purpose, ` +
    `${count("not applicable")} not applicable`;
  assert.ok(page.includes(counts), counts);
});

const FILE = "tests/some_test.ts";

const row: ParityRow = {
  number: "1.3.7",
  behaviour: "ends others",
  verdict: "same",
  files: [FILE],
};

Deno.test("rowsOf() reads number, behaviour, verdict and test files", () => {
  const line = "| 1.3.7  | ends others  | same    | [some_test](../tests/some_test.ts)  |";
  assert.deepEqual(rowsOf(`# Table\n\n${line}\n`), [row]);
});

Deno.test("rowProblems() finds what is missing, doubled, unknown or without a reason", () => {
  const numbers = ["1.3.7", "1.3.8"];
  const other = (change: Partial<ParityRow>) => ({ ...row, number: "1.3.8", ...change });
  assert.deepEqual(rowProblems([row, other({})], numbers), []);
  assert.deepEqual(rowProblems([row], numbers), ["1.3.8 has no row"]);
  assert.deepEqual(rowProblems([row, other({}), row], numbers), ["1.3.7 has two rows"]);
  assert.deepEqual(rowProblems([row, other({}), other({ number: "9.9" })], numbers), [
    "9.9 is unknown",
  ]);
  for (const verdict of ["nearly", "different", "different: so"]) {
    assert.deepEqual(rowProblems([row, other({ verdict })], numbers), [`1.3.8 says "${verdict}"`]);
  }
});

Deno.test("joinProblems() finds a row without a test, and a test that no row names", () => {
  assert.deepEqual(joinProblems([row], new Map([[FILE, ["1.3.7"]]])), []);
  assert.deepEqual(joinProblems([{ ...row, files: [] }], new Map()), ["1.3.7 has no test"]);
  assert.deepEqual(joinProblems([row], new Map([[FILE, []]])), [`no test: 1.3.7 ${FILE}`]);
  const two = new Map([[FILE, ["1.3.7", "1.3.8"]]]);
  assert.deepEqual(joinProblems([row], two), [`not in the row: 1.3.8 ${FILE}`]);
});

Deno.test("numbersIn() reads the numbers that a test's name begins with, and nothing else", () => {
  const source = `
Deno.test("1.3.7 ends others", () => {});
onBothWalls(
  "2.5.1, 2.5.2 admits all",
Deno.test(\`6.3 in mode \${mode}\`, () => {});
Deno.test("12.1.2 is of another chapter", () => {});
Deno.test("the 1.4.1 is not at the beginning", () => {});
// Deno.test("1.5.1 is commented out", () => {});
Deno.test.ignore("1.6.1 is ignored", () => {});
Deno.test("1.6.2 is ignored", { ignore: true }, () => {});
assert.equal("1.6.3 is no test", "");
const version = "1.7.1 of something";
`;
  assert.deepEqual(numbersIn(source), ["1.3.7", "2.5.1", "2.5.2", "6.3"]);
});
