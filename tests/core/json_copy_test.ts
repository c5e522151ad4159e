import assert from "node:assert/strict";
import fc from "fast-check";
import { jsonCopy } from "../../src/core/json_copy.ts";

Deno.test("jsonCopy() copies whatever JSON can hold", () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
    assert.deepEqual(plain(jsonCopy(value, "it")), plain(value));
  }));
});

Deno.test("jsonCopy() shares nothing with the original, and nobody can change it", () => {
  const original = { list: [1, 2], of: { deep: true } };
  const copy = jsonCopy(original, "it");
  original.list.push(3);
  original.of.deep = false;
  assert.deepEqual(copy, { list: [1, 2], of: { deep: true } });
  assert.throws(() => Object.assign(copy ?? {}, { more: 1 }), /TypeError/);
});

Deno.test("jsonCopy() leaves out members that are undefined", () => {
  assert.deepEqual(jsonCopy({ a: undefined, b: 1 }, "it"), { b: 1 });
});

Deno.test("jsonCopy() keeps a member called __proto__ a member", () => {
  const copy = jsonCopy(JSON.parse('{"__proto__":{"isStaff":true}}'), "it");
  assert.equal(JSON.stringify(copy), '{"__proto__":{"isStaff":true}}');
  assert.ok(!("isStaff" in Object(copy)));
});

Deno.test("jsonCopy() says what is not JSON, and where it is", () => {
  const circle: Record<string, unknown> = {};
  circle.again = [circle];
  const cases: readonly (readonly [unknown, string])[] = [
    [undefined, "current value is undefined"],
    [NaN, "current value is NaN"],
    [-Infinity, "current value is -Infinity"],
    [1n, "current value is a bigint"],
    [Symbol("s"), "current value is a symbol"],
    [{ a: [0, { b: () => {} }] }, 'current value at "a[1].b" is a function'],
    [[undefined], 'current value at "[0]" is undefined'],
    [{ when: new Date(0) }, 'current value at "when" is a Date'],
    [{ all: new Map() }, 'current value at "all" is a Map'],
    [circle, 'current value at "again[0]" is inside itself'],
  ];
  for (const [value, state] of cases) {
    assert.throws(() => jsonCopy(value, "it"), {
      name: "TypeError",
      message: `Cannot keep "it" as it must be JSON: ${state}`,
    });
  }
});

Deno.test("jsonCopy() copies one part that is there twice", () => {
  const part = [1];
  assert.deepEqual(jsonCopy({ a: part, b: part }, "it"), { a: [1], b: [1] });
});

/** JSON has no -0 and no members without a prototype. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
