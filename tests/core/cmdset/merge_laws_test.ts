import assert from "node:assert/strict";
import fc from "fast-check";
import type { CommandShape } from "../../../src/core/command/command.ts";
import { type CmdSet, EMPTY_CMDSET } from "../../../src/core/cmdset/cmdset.ts";
import { mergeCmdSets } from "../../../src/core/cmdset/merge.ts";
import { arbitrarySet, sorted } from "./samples.ts";

type Set_ = CmdSet<CommandShape>;

/** What a cmdset offers, whatever the order of its commands. */
function offer(set: Set_): Map<string, CommandShape | undefined> {
  return new Map(sorted(set.names()).map((name) => [name, set.get(name)]));
}

function systemOf(set: Set_): CommandShape[] {
  return [...set].filter((command) => command.system !== undefined);
}

function union(a: Set_, b: Set_): string[] {
  return sorted(new Set([...a.names(), ...b.names()]));
}

Deno.test("mergeCmdSets() with the empty cmdset gives the other one", () => {
  fc.assert(fc.property(arbitrarySet(), (set) => {
    assert.equal(mergeCmdSets(EMPTY_CMDSET, set), set);
    assert.equal(mergeCmdSets(set, EMPTY_CMDSET), set);
  }));
});

Deno.test("mergeCmdSets() of a cmdset with itself offers the same, or nothing if it removes", () => {
  fc.assert(fc.property(arbitrarySet(), (set) => {
    const merged = mergeCmdSets(set, set);
    const expected = set.mergeType === "remove" ? new Map() : offer(set);
    assert.deepEqual(offer(merged), expected);
    assert.deepEqual(new Set(systemOf(merged)), new Set(systemOf(set)));
    if (set.mergeType !== "remove") assert.deepEqual(merged.hidden, []);
  }));
});

Deno.test("mergeCmdSets() of unequal priorities does not ask which is on top", () => {
  const [low, high] = [arbitrarySet({ priorities: [0] }), arbitrarySet({ priorities: [5] })];
  fc.assert(fc.property(low, high, (a, b) => {
    const [ab, ba] = [mergeCmdSets(a, b), mergeCmdSets(b, a)];
    assert.deepEqual(offer(ab), offer(ba));
    assert.deepEqual([...ab], [...ba]);
    assert.equal(ab.key, ba.key);
  }));
});

Deno.test("mergeCmdSets() by union offers every name of both, the decider's command first", () => {
  const upper = arbitrarySet({ mergeTypes: ["union"], priorities: [0] });
  fc.assert(fc.property(arbitrarySet({ priorities: [0] }), upper, (a, b) => {
    const merged = mergeCmdSets(a, b);
    assert.deepEqual(sorted(merged.names()), union(a, b));
    for (const name of merged.names()) {
      assert.equal(merged.get(name), b.get(name) ?? a.get(name));
      assert.equal(merged.find(name).length, 1);
    }
  }));
});

Deno.test("mergeCmdSets() by intersection offers the decider's commands that the other knows", () => {
  const upper = arbitrarySet({ mergeTypes: ["intersect"], priorities: [0] });
  fc.assert(fc.property(arbitrarySet({ priorities: [0] }), upper, (a, b) => {
    const known = b.entries.filter(({ names }) => names.some((name) => a.has(name)));
    assert.deepEqual(mergeCmdSets(a, b).names(), known.flatMap(({ names }) => names));
  }));
});

Deno.test("mergeCmdSets() by replacement offers the decider's names only", () => {
  const upper = arbitrarySet({ mergeTypes: ["replace"], priorities: [0] });
  fc.assert(fc.property(arbitrarySet({ priorities: [0] }), upper, (a, b) => {
    assert.deepEqual(offer(mergeCmdSets(a, b)), offer(b));
  }));
});

Deno.test("mergeCmdSets() by removal offers the other's commands that the decider does not know", () => {
  const upper = arbitrarySet({ mergeTypes: ["remove"], priorities: [0] });
  fc.assert(fc.property(arbitrarySet({ priorities: [0] }), upper, (a, b) => {
    const unknown = a.entries.filter(({ names }) => !names.some((name) => b.has(name)));
    assert.deepEqual(mergeCmdSets(a, b).names(), unknown.flatMap(({ names }) => names));
  }));
});

Deno.test("mergeCmdSets() leaves none of a removed cmdset's names, even after a union with it", () => {
  const uniting = arbitrarySet({ mergeTypes: ["union"], priorities: [0] });
  const removing = arbitrarySet({ mergeTypes: ["remove"], priorities: [0] });
  fc.assert(fc.property(arbitrarySet({ priorities: [0] }), uniting, removing, (a, b, c) => {
    const left = mergeCmdSets(mergeCmdSets(a, b), c);
    for (const name of c.names()) assert.equal(left.has(name), false);
    for (const name of left.names()) assert.ok(a.has(name) || b.has(name));
  }));
});

Deno.test("mergeCmdSets() keeps each system command of both exactly once", () => {
  fc.assert(fc.property(arbitrarySet(), arbitrarySet(), (a, b) => {
    const kept = sorted(systemOf(mergeCmdSets(a, b)).map(({ key }) => key));
    assert.deepEqual(kept, sorted(new Set([...systemOf(a), ...systemOf(b)].map(({ key }) => key))));
  }));
});

Deno.test("mergeCmdSets() changes neither argument", () => {
  fc.assert(fc.property(arbitrarySet(), arbitrarySet(), (a, b) => {
    const before = [offer(a), [...a], offer(b), [...b]];
    mergeCmdSets(a, b);
    assert.deepEqual([offer(a), [...a], offer(b), [...b]], before);
  }));
});

Deno.test("mergeCmdSets() accounts for every name: it is offered, hidden, or the remover's own", () => {
  fc.assert(fc.property(arbitrarySet(), arbitrarySet(), (a, b) => {
    const merged = mergeCmdSets(a, b);
    const told = new Set([...merged.names(), ...merged.hidden.flatMap(({ names }) => names)]);
    const decider = a.priority > b.priority ? a : b;
    const remover = decider.mergeType === "remove" ? decider.names() : [];
    for (const name of union(a, b)) assert.ok(told.has(name) || remover.includes(name));
  }));
});
