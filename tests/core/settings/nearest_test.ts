import fc from "fast-check";
import assert from "node:assert/strict";
import { nearestName } from "../../../src/core/settings/nearest.ts";
import { SETTING_SCHEMAS } from "../../../src/core/settings/schema.ts";

const NAMES = Object.keys(SETTING_SCHEMAS);

Deno.test("nearestName() ignores case", () => {
  assert.equal(nearestName("TELNETPORT", NAMES), "telnetPort");
});

Deno.test("nearestName() takes two swapped neighbours for one mistake", () => {
  assert.equal(nearestName("ab", ["ba", "abcd"]), "ba");
});

Deno.test("nearestName() returns undefined for a word like none", () => {
  assert.equal(nearestName("xyzzy", NAMES), undefined);
  assert.equal(nearestName("", NAMES), undefined);
});

Deno.test("nearestName() finds a known name itself", () => {
  for (const name of NAMES) assert.equal(nearestName(name, NAMES), name);
});

Deno.test("nearestName() finds a known name with one character left out", () => {
  fc.assert(fc.property(fc.constantFrom(...NAMES), fc.nat(), (name, at) => {
    const place = at % name.length;
    const typed = name.slice(0, place) + name.slice(place + 1);
    assert.notEqual(nearestName(typed, NAMES), undefined);
    assert.equal(nearestName(typed, [name]), name);
  }));
});
