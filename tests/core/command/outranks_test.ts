import assert from "node:assert/strict";
import * as fc from "fast-check";
import { outranks, type Ranked } from "../../../src/core/command/outranks.ts";
import { PERMISSIONS, permits } from "../../../src/core/command/permission.ts";

const anyRanked: fc.Arbitrary<Ranked> = fc.record({
  isSuperuser: fc.boolean(),
  permissions: fc.subarray([...PERMISSIONS]),
});

Deno.test("outranks() puts a superuser above a Developer, and a Developer above an Admin", () => {
  const root: Ranked = { isSuperuser: true, permissions: [] };
  const dora: Ranked = { isSuperuser: false, permissions: ["Developer"] };
  const ada: Ranked = { isSuperuser: false, permissions: ["Player", "Admin"] };
  assert.deepEqual([outranks(root, dora), outranks(dora, ada), outranks(root, ada)], [
    true,
    true,
    true,
  ]);
  assert.deepEqual([outranks(ada, dora), outranks(ada, ada), outranks(root, root)], [
    false,
    false,
    false,
  ]);
});

Deno.test("outranks() holds of nobody whom the other may do as much as", () => {
  fc.assert(fc.property(anyRanked, anyRanked, (one, other) => {
    assert.ok(!(outranks(one, other) && outranks(other, one)));
    const mayAll = ({ permissions, isSuperuser }: Ranked) =>
      PERMISSIONS.slice(1).filter((level) => permits(permissions, isSuperuser, level)).length;
    if (mayAll(one) > mayAll(other)) assert.ok(outranks(one, other));
    if (mayAll(one) < mayAll(other)) assert.ok(!outranks(one, other));
  }));
});
