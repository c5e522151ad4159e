import assert from "node:assert/strict";
import fc from "fast-check";
import {
  areAllowed,
  fittedLevels,
  givePoints,
  type Levels,
  type PointRules,
  pointsLeft,
  spread,
} from "../points.ts";

const RULES: fc.Arbitrary<PointRules> = fc.record({
  attributes: fc.array(fc.record({ min: fc.nat(3), more: fc.nat(6) }), {
    minLength: 1,
    maxLength: 5,
  })
    .map((all) =>
      all.map(({ min, more }, at) => {
        return { key: String.fromCharCode(97 + at).repeat(3), desc: "", min, max: min + more };
      })
    ),
  points: fc.nat(20),
});

/** What anybody may type, and lines that mean something. */
const LINES = fc.array(
  fc.oneof(
    fc.string(),
    fc.tuple(fc.constantFrom("aaa", "bbb", "c", "D"), fc.constantFrom("", "+", "-", "="), fc.nat(9))
      .map((parts) => parts.join(" ")),
  ),
);

/** Types lines, one after the other. */
function typed(lines: readonly string[], rules: PointRules): Levels {
  let levels = fittedLevels({}, rules);
  for (const line of lines) {
    const outcome = givePoints(line, levels, rules);
    if (outcome.kind === "set") levels = outcome.levels;
  }
  return levels;
}

Deno.test("givePoints() keeps to the points, and to what each attribute takes, whatever is typed", () => {
  fc.assert(fc.property(RULES, LINES, (rules, lines) => {
    assert.ok(areAllowed(typed(lines, rules), rules));
  }));
});

Deno.test("spread() gives all that is left, as far as the attributes take it, and takes nothing", () => {
  fc.assert(fc.property(RULES, LINES, (rules, lines) => {
    const before = typed(lines, rules);
    const after = spread(before, rules);
    assert.ok(areAllowed(after, rules));
    assert.ok(rules.attributes.every(({ key }) => (after[key] ?? 0) >= (before[key] ?? 0)));
    const isFull = rules.attributes.every(({ key, max }) => after[key] === max);
    assert.ok(pointsLeft(after, rules) === 0 || isFull);
  }));
});

Deno.test("fittedLevels() makes allowed levels of any, and leaves allowed ones alone", () => {
  const any = fc.dictionary(fc.constantFrom("aaa", "bbb", "zzz"), fc.double());
  fc.assert(fc.property(RULES, any, LINES, (rules, levels, lines) => {
    assert.ok(areAllowed(fittedLevels(levels, rules), rules));
    const allowed = typed(lines, rules);
    assert.deepEqual(fittedLevels(allowed, rules), allowed);
  }));
});

Deno.test("givePoints() understands levels, changes and the beginning of a name", () => {
  const attributes = ["body", "bold heart"].map((key) => ({ key, desc: "", min: 1, max: 5 }));
  const rules = { attributes, points: 6 };
  const levels = { "body": 3, "bold heart": 2 };
  const after = (line: string) => {
    const outcome = givePoints(line, levels, rules);
    return outcome.kind === "set" ? Object.values(outcome.levels) : outcome.kind;
  };
  assert.deepEqual(after("body 4"), [4, 2]);
  assert.deepEqual(after(" BODY=4 "), [4, 2]);
  assert.deepEqual(after("body4"), [4, 2]);
  assert.deepEqual(after("body +2"), [5, 2]);
  assert.deepEqual(after("body-1"), [2, 2]);
  assert.deepEqual(after("bol + 3"), [3, 5]);
  assert.deepEqual(after("bold heart: 1"), [3, 1]);
  assert.deepEqual(after("bo 4"), "refused");
  assert.deepEqual(after("body 4 5"), "refused");
});
