import assert from "node:assert/strict";
import fc from "fast-check";
import { GroupIndex } from "../../../src/core/object/group_index.ts";

Deno.test("GroupIndex.get() returns a group in the order in which its members came", () => {
  const index = new GroupIndex<string, number>();
  for (const member of [3, 1, 2]) index.add("a", member);
  index.add("b", 4);
  index.delete("a", 1);
  index.delete("none", 1);
  assert.deepEqual([index.get("a"), index.get("b"), index.get("none")], [[3, 2], [4], []]);
});

Deno.test("GroupIndex.version() never comes back to a number that stood for other members", () => {
  const steps = fc.array(fc.tuple(fc.constantFrom("add", "delete", "touch"), fc.nat(3)));
  fc.assert(fc.property(steps, (steps) => {
    const index = new GroupIndex<string, number>();
    const seen = new Map<number, string>();
    for (const [step, member] of steps) {
      if (step === "touch") index.touch("group");
      else if (step === "add") index.add("group", member);
      else index.delete("group", member);
      const members = index.get("group").toSorted().join();
      const before = seen.get(index.version("group"));
      assert.ok(before === undefined || before === members);
      seen.set(index.version("group"), members);
    }
  }));
});
