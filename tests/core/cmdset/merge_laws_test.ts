import assert from "node:assert/strict";
import fc from "fast-check";
import type { CommandShape } from "../../../src/core/command/command.ts";
import { CmdSet, cmdSet, EMPTY_CMDSET, type MergeType } from "../../../src/core/cmdset/cmdset.ts";
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

Deno.test("7.2.7 mergeCmdSets() with the empty cmdset gives the other one", () => {
  fc.assert(fc.property(arbitrarySet(), (set) => {
    assert.equal(mergeCmdSets(EMPTY_CMDSET, set), set);
    assert.equal(mergeCmdSets(set, EMPTY_CMDSET), set);
  }));
});

Deno.test("7.2.3 mergeCmdSets() of a cmdset with itself offers the same, or nothing if it removes", () => {
  fc.assert(fc.property(arbitrarySet(), (set) => {
    const merged = mergeCmdSets(set, set);
    const expected = set.mergeType === "remove" ? new Map() : offer(set);
    assert.deepEqual(offer(merged), expected);
    assert.deepEqual(new Set(systemOf(merged)), new Set(systemOf(set)));
    if (set.mergeType !== "remove") assert.deepEqual(merged.hidden, []);
  }));
});

Deno.test("7.2.1 mergeCmdSets() of unequal priorities does not ask which is on top", () => {
  const [low, high] = [arbitrarySet({ priorities: [0] }), arbitrarySet({ priorities: [5] })];
  fc.assert(fc.property(low, high, (a, b) => {
    const [ab, ba] = [mergeCmdSets(a, b), mergeCmdSets(b, a)];
    assert.deepEqual(offer(ab), offer(ba));
    assert.deepEqual([...ab], [...ba]);
    assert.equal(ab.key, ba.key);
  }));
});

Deno.test("7.2.3 mergeCmdSets() by union offers every name of both, the decider's command first", () => {
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

Deno.test("7.2.3 mergeCmdSets() by intersection offers the decider's commands that the other knows", () => {
  const upper = arbitrarySet({ mergeTypes: ["intersect"], priorities: [0] });
  fc.assert(fc.property(arbitrarySet({ priorities: [0] }), upper, (a, b) => {
    const known = b.entries.filter(({ names }) => names.some((name) => a.has(name)));
    assert.deepEqual(mergeCmdSets(a, b).names(), known.flatMap(({ names }) => names));
  }));
});

Deno.test("7.2.3 mergeCmdSets() by replacement offers the decider's names only", () => {
  const upper = arbitrarySet({ mergeTypes: ["replace"], priorities: [0] });
  fc.assert(fc.property(arbitrarySet({ priorities: [0] }), upper, (a, b) => {
    assert.deepEqual(offer(mergeCmdSets(a, b)), offer(b));
  }));
});

Deno.test("7.2.3 mergeCmdSets() by removal offers the other's commands that the decider does not know", () => {
  const upper = arbitrarySet({ mergeTypes: ["remove"], priorities: [0] });
  fc.assert(fc.property(arbitrarySet({ priorities: [0] }), upper, (a, b) => {
    const unknown = a.entries.filter(({ names }) => !names.some((name) => b.has(name)));
    assert.deepEqual(mergeCmdSets(a, b).names(), unknown.flatMap(({ names }) => names));
  }));
});

Deno.test("7.2.3 mergeCmdSets() leaves none of a removed cmdset's names, even after a union with it", () => {
  const uniting = arbitrarySet({ mergeTypes: ["union"], priorities: [0] });
  const removing = arbitrarySet({ mergeTypes: ["remove"], priorities: [0] });
  fc.assert(fc.property(arbitrarySet({ priorities: [0] }), uniting, removing, (a, b, c) => {
    const left = mergeCmdSets(mergeCmdSets(a, b), c);
    for (const name of c.names()) assert.equal(left.has(name), false);
    for (const name of left.names()) assert.ok(a.has(name) || b.has(name));
  }));
});

Deno.test("7.2.4 mergeCmdSets() keeps each system command of both exactly once", () => {
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

Deno.test("7.2.1 mergeCmdSets() of a tie gives what lies on top the last word, whichever that is", () => {
  fc.assert(
    fc.property(arbitrarySet({ priorities: [3] }), arbitrarySet({ priorities: [3] }), (a, b) => {
      const [ab, ba] = [mergeCmdSets(a, b), mergeCmdSets(b, a)];
      assert.deepEqual([ab.key, ab.mergeType], [b.key, b.mergeType]);
      assert.deepEqual([ba.key, ba.mergeType], [a.key, a.mergeType]);
    }),
  );
});

Deno.test("7.2.2 mergeCmdSets() by a type for the other's key is a merge by that type", () => {
  const type = fc.constantFrom<MergeType[]>("union", "intersect", "replace", "remove");
  const sets = [arbitrarySet({ priorities: [0] }), arbitrarySet({ priorities: [0, 1] })] as const;
  fc.assert(fc.property(...sets, type, (a, b, mergeType) => {
    const particular = mergeCmdSets(a, new CmdSet({ ...b, keyMergeTypes: { [a.key]: mergeType } }));
    const plain = mergeCmdSets(a, new CmdSet({ ...b, mergeType }));
    assert.deepEqual([...particular], [...plain]);
    assert.deepEqual(particular.names(), plain.names());
    assert.equal(particular.mergeType, b.mergeType);
  }));
});

Deno.test("7.2.2 mergeCmdSets() lets no type for another's key count", () => {
  fc.assert(fc.property(arbitrarySet(), arbitrarySet({ priorities: [5] }), (a, b) => {
    const other = new CmdSet({ ...b, keyMergeTypes: { [`not ${a.key}`]: "remove" } });
    assert.deepEqual(offer(mergeCmdSets(a, other)), offer(mergeCmdSets(a, b)));
  }));
});

Deno.test("7.2.3 mergeCmdSets() of a remover and what was united before it leaves the rest whole", () => {
  const below = arbitrarySet({ priorities: [0], withSystem: false });
  fc.assert(fc.property(below, below, (a, b) => {
    const remover = new CmdSet({ ...b, mergeType: "remove" });
    const uniter = new CmdSet({ ...b, mergeType: "union" });
    const left = mergeCmdSets(mergeCmdSets(a, uniter), remover);
    assert.deepEqual(left.names().filter((name) => b.has(name)), []);
    for (const { command, names } of a.entries) {
      if (!names.some((name) => b.has(name))) assert.equal(left.get(names[0] ?? ""), command);
    }
  }));
});

Deno.test("7.2.5 mergeCmdSets() of two that keep duplicates loses no command of either", () => {
  const kept = arbitrarySet({ mergeTypes: ["union"], priorities: [0], withSystem: false });
  fc.assert(fc.property(kept, kept, (a, b) => {
    const merged = mergeCmdSets(a, new CmdSet({ ...b, duplicates: true }));
    assert.deepEqual(new Set(merged), new Set([...a, ...b]));
    assert.equal(merged.duplicates, undefined);
  }));
});

Deno.test("7.2.6 mergeCmdSets() asks the decider for each flag, and the other where it is silent", () => {
  const flag = fc.constantFrom(true, false, undefined);
  const flags = fc.record({ noExits: flag, noObjects: flag });
  fc.assert(fc.property(arbitrarySet(), flags, arbitrarySet(), flags, (a, ofA, b, ofB) => {
    const merged = mergeCmdSets(new CmdSet({ ...a, ...ofA }), new CmdSet({ ...b, ...ofB }));
    const [decider, other] = a.priority > b.priority ? [ofA, ofB] : [ofB, ofA];
    assert.equal(merged.noExits, decider.noExits ?? other.noExits);
    assert.equal(merged.noObjects, decider.noObjects ?? other.noObjects);
  }));
});

Deno.test("7.2.7 mergeCmdSets() of three in a row has the key and priority of one of them", () => {
  fc.assert(fc.property(arbitrarySet(), arbitrarySet(), arbitrarySet(), (a, b, c) => {
    const { key, priority } = mergeCmdSets(mergeCmdSets(a, b), c);
    const highest = Math.max(a.priority, b.priority, c.priority);
    const last = [a, b, c].findLast((set) => set.priority === highest);
    assert.deepEqual([key, priority], [last?.key, highest]);
  }));
});

Deno.test("7.2.9 mergeCmdSets() knows what was merged before by the key of the highest of it", () => {
  const [low, high] = [arbitrarySet({ priorities: [0] }), arbitrarySet({ priorities: [1] })];
  fc.assert(fc.property(low, high, (a, b) => {
    const onto = (key: string) =>
      mergeCmdSets(
        mergeCmdSets(new CmdSet({ ...a, key: "Below" }), new CmdSet({ ...b, key: "Above" })),
        cmdSet<CommandShape>({
          ...{ key: "Cover", priority: 2, keyMergeTypes: { [key]: "replace" }, commands: [] },
        }),
      );
    assert.deepEqual(onto("Above").names(), []);
    assert.deepEqual(offer(onto("Below")), offer(mergeCmdSets(a, b)));
  }));
});
