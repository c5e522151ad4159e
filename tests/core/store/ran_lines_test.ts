import assert from "node:assert/strict";
import type { Change, RanLine } from "../../../src/core/store/store.ts";
import { put } from "./samples.ts";
import { testOf, WAYS } from "./store_house.ts";

/** The highest sessid there may be. */
const HIGHEST = 9_000_999_999_999_999;

function ran(lines: readonly RanLine[], at = 1_000): Change {
  return { kind: "putRan", lines, at };
}

function sorted(lines: readonly RanLine[]): readonly RanLine[] {
  return lines.toSorted(([one], [other]) => one - other);
}

for (const test of WAYS.map(testOf)) {
  test("tells the next writer which lines the commits before it have used up", async (house) => {
    const old = await house.writer(1);
    await old.commit([put(1), ran([[7_000_000_001, 3], [HIGHEST, 12]])]);
    await old.commit([put(2), ran([[7_000_000_001, 4], [7_000_000_002, 1]])]);
    const next = await house.writer(2);
    const lines = await next.ranLines([7_000_000_001, 7_000_000_003, HIGHEST]);
    assert.deepEqual(sorted(lines), [[7_000_000_001, 4], [HIGHEST, 12]]);
    assert.deepEqual(await next.ranLines([]), []);
  });

  test("keeps of several commits at once the highest line of each session", async (house) => {
    const store = await house.writer(1);
    await Promise.all([
      store.commit([put(1), ran([[5, 2], [6, 9]])]),
      store.commit([put(2), ran([[6, 8], [5, 3]])]),
    ]);
    await store.commit([put(3), ran([[6, 7]])]);
    assert.deepEqual(sorted(await store.ranLines([5, 6])), [[5, 3], [6, 9]]);
  });

  test("keeps which higher lines of a session are used up, until it is said anew", async (house) => {
    const store = await house.writer(1);
    await store.commit([put(1), ran([[5, 2, [[4, 6], [8, 8]]], [6, 1]])]);
    await store.commit([put(2), ran([[6, 1, [[3, 3]]]])]);
    const both = [[5, 2, [[4, 6], [8, 8]]], [6, 1, [[3, 3]]]] as const;
    const next = await house.writer(2);
    assert.deepEqual(sorted(await next.ranLines([5, 6])), both);
    await next.commit([put(3), ran([[5, 1, [[7, 7]]], [6, 1, [[3, 4]]]])]);
    assert.deepEqual(sorted(await next.ranLines([5, 6])), [both[0], [6, 1, [[3, 4]]]]);
    await next.commit([put(3), ran([[5, 3]])]);
    assert.deepEqual(await next.ranLines([5]), [[5, 3, [[4, 6], [8, 8]]]]);
  });

  test("keeps of several commits at once what is used up beyond the highest line", async (house) => {
    const store = await house.writer(1);
    await Promise.all([
      store.commit([put(1), ran([[5, 2, [[4, 4]]], [6, 9]])]),
      store.commit([put(2), ran([[5, 3]]), ran([[6, 8, [[10, 10]]]])]),
    ]);
    assert.deepEqual(sorted(await store.ranLines([5, 6])), [[5, 3, [[4, 4]]], [6, 9]]);
  });

  test("keeps no line of a commit that failed", async (house) => {
    const store = await house.writer(1);
    await store.commit([put(1), ran([[5, 1]])]);
    house.fault = "disk full";
    assert.equal((await store.commit([put(2), ran([[5, 2]])])).kind, "failed");
    house.fault = null;
    assert.equal(await store.resume(), true);
    assert.deepEqual(await store.ranLines([5]), [[5, 1]]);
  });

  test("forgets the sessions that used no line up since a time", async (house) => {
    const store = await house.writer(1);
    await store.commit([ran([[5, 1], [6, 1]], 1_000)]);
    await store.commit([ran([[6, 2], [7, 1]], 2_000), { kind: "trimRan", before: 2_000 }]);
    assert.deepEqual(sorted(await store.ranLines([5, 6, 7])), [[6, 2], [7, 1]]);
  });
}
