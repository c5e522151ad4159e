import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { measured, stopwatch } from "../../reliability/measured.ts";
import { accountLab } from "./account_lab.ts";

const HOME = "127.0.0.1";
const PASSWORD = "sesame-street";

Deno.test("gate 2. a flood of logins computes two keys at once, and the loop goes on turning", async () => {
  await using lab = await accountLab({ scryptCost: 14, scryptConcurrency: 2 });
  await lab.accounts.create("anna", PASSWORD, HOME);
  const before = lab.derivations.length;
  const flood = Array.from(
    { length: 40 },
    (_, index) => lab.accounts.authenticate("anna", `guess-number-${index}`, HOME),
  );
  let isOver = false;
  const over = Promise.all(flood).finally(() => isOver = true);
  let [turns, most] = [0, 0];
  while (!isOver) {
    most = Math.max(most, lab.derivations.filter(({ isDone }) => !isDone).length);
    turns++;
    await setImmediate();
  }
  assert.deepEqual((await over).map(({ kind }) => kind), flood.map(() => "wrong"));
  const keys = lab.derivations.length - before;
  assert.equal(keys, 40);
  assert.equal(most, 2);
  assert.ok(turns > 5 * keys, `${turns} turns of the loop beside ${keys} keys`);
});

Deno.test("gate 5. an unknown name costs as many keys of the same cost as a wrong password", async () => {
  await using lab = await accountLab({ scryptCost: 14 });
  await lab.accounts.create("anna", PASSWORD, HOME);
  const timesOf = { anna: [] as number[], nobody: [] as number[] };
  const costsOf = async (name: keyof typeof timesOf) => {
    const before = lab.derivations.length;
    const since = stopwatch();
    assert.deepEqual(await lab.accounts.authenticate(name, "not-the-one", HOME), { kind: "wrong" });
    timesOf[name].push(since());
    return lab.derivations.slice(before).map(({ cost }) => cost);
  };
  for (let round = 0; round < 5; round++) {
    assert.deepEqual([await costsOf("anna"), await costsOf("nobody")], [[14], [14]]);
  }
  const [wrong, unknown] = [timesOf.anna, timesOf.nobody].map(median);
  measured("gate 5", `a wrong password: ${wrong} ms, an unknown name: ${unknown} ms (p50)`);
});

/** Returns the middle one of an odd number of times. */
function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[(times.length - 1) / 2] ?? Number.NaN;
}
