import assert from "node:assert/strict";
import { WIRE, wireNumbersIn, wireTable } from "./conformance/wire.ts";
import { assertGenerated, fromTests } from "./docs/generated_page.ts";

function namedTests(): ReadonlyMap<string, readonly number[]> {
  return fromTests("tests/conformance", wireNumbersIn);
}

Deno.test("docs/conformance.md names the tests of each number (VESTIBULE_UPDATE=1 writes it anew)", () => {
  assertGenerated("docs/conformance.md", "table", wireTable(namedTests()));
});

Deno.test("the tests name no number that the list does not have", () => {
  const numbers = [...namedTests().values()].flat();
  assert.ok(numbers.length > 0);
  assert.deepEqual(numbers.filter((number) => number < 1 || number > WIRE.length), []);
});

Deno.test("wireNumbersIn() finds the numbers of tests, not of comments", () => {
  const name = (number: number) => `"wire ${number}. told"`;
  const source = `Deno.test(${name(3)}, f);\n// Deno.test(${name(4)}, f);\nset([${name(12)}]);`;
  assert.deepEqual(wireNumbersIn(source), [3, 12]);
});
