import assert from "node:assert/strict";
import fc from "fast-check";
import { PERMISSIONS, permits } from "../../../src/core/command/permission.ts";

const LEVEL = fc.constantFrom(...PERMISSIONS);

Deno.test("permits() lets everybody pass where nothing is needed", () => {
  assert.equal(permits([], false, undefined), true);
});

Deno.test("permits() lets a superuser pass everywhere", () => {
  assert.equal(permits([], true, "Developer"), true);
});

Deno.test("permits() counts a higher level for a lower one, never the other way", () => {
  assert.equal(permits(["Builder"], false, "Helper"), true);
  assert.equal(permits(["Builder"], false, "Builder"), true);
  assert.equal(permits(["Builder"], false, "Admin"), false);
  assert.equal(permits([], false, "Guest"), false);
});

Deno.test("permits() looks at the highest level held", () => {
  fc.assert(fc.property(fc.array(LEVEL), LEVEL, (held, needed) => {
    const highest = Math.max(-1, ...held.map((level) => PERMISSIONS.indexOf(level)));
    assert.equal(permits(held, false, needed), highest >= PERMISSIONS.indexOf(needed));
  }));
});
