import assert from "node:assert/strict";
import fc from "fast-check";
import { suggest } from "../../../src/core/command/suggest.ts";

const NAMES = ["look", "lock", "get", "inventory", "say", "north", "south", "look at"];

Deno.test("8.2.7 suggest() names what was meant by a slip of the finger", () => {
  assert.deepEqual(suggest("lok", NAMES), ["lock", "look"]);
  assert.deepEqual(suggest("INVENTRY", NAMES), ["inventory"]);
  assert.deepEqual(suggest("gte", NAMES), ["get"]);
});

Deno.test("8.2.7 suggest() puts the likeliest first and gives three at most", () => {
  assert.deepEqual(suggest("lookk", ["get", "looks", "look"]), ["look", "looks"]);
  assert.equal(suggest("aaaa", ["aaab", "aaac", "aaad", "aaae"]).length, 3);
  assert.equal(suggest("aaaa", ["aaab", "aaac", "aaad", "aaae"], 1).length, 1);
});

Deno.test("8.2.7 suggest() says nothing when nothing is near", () => {
  for (const typed of ["", " ", "xyzzy", "sauth pole", "n"]) {
    assert.deepEqual(suggest(typed, ["look", "get", "inventory"]), []);
  }
});

Deno.test("suggest() does not take one direction for another", () => {
  assert.deepEqual(suggest("north", ["south"]), []);
});

Deno.test("suggest() compares as many words as the name has", () => {
  assert.deepEqual(suggest("lok at the old tree", ["look", "look at", "get"]), ["look at", "look"]);
});

Deno.test("suggest() tells each name once", () => {
  assert.deepEqual(suggest("look", ["look", "look"]), ["look"]);
});

Deno.test("suggest() reads no more than 60 characters", () => {
  const long = "a".repeat(60);
  assert.deepEqual(suggest(long + "b".repeat(100_000), [long]), [long]);
});

Deno.test("suggest() always finds an exact name first, and never throws", () => {
  const names = fc.array(fc.string({ maxLength: 60 }), { maxLength: 10 });
  fc.assert(fc.property(names, fc.string({ unit: "binary" }), (all, typed) => {
    assert.ok(suggest(typed, all).length <= 3);
    for (const name of all) {
      const isPlain = /^\S+$/.test(name) && all.every((other) => !/\s/.test(other));
      if (isPlain) assert.equal(suggest(name, all)[0]?.toLowerCase(), name.toLowerCase());
    }
  }));
});

Deno.test("suggest() leaves out no name that is near enough, whatever it looks at first", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abcdä漢"), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 12 }), (typed, names) => {
      const near = [...new Set(names)].filter((name) => shareOf(typed, name) >= 0.7);
      assert.deepEqual(suggest(typed, names, names.length).toSorted(), near.toSorted());
    }),
    { numRuns: 2000 },
  );
});

/** The share of both words that needs no editing, by the definition alone. */
function shareOf(a: string, b: string): number {
  const edits = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const apart = a[i - 1] === b[j - 1]
      ? edits(i - 1, j - 1)
      : 1 + Math.min(edits(i - 1, j), edits(i, j - 1));
    const isExchange = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    return isExchange ? Math.min(apart, 1 + edits(i - 2, j - 2)) : apart;
  };
  const total = a.length + b.length;
  return (total - edits(a.length, b.length)) / total;
}
