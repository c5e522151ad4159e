import assert from "node:assert/strict";
import { Holds } from "../../../src/core/session/holds.ts";

Deno.test("Holds.back() waits until nothing else holds, and then one comes back at a time", async () => {
  const holds = new Holds();
  const log: string[] = [];
  const [one, two, three] = [holds.take(), holds.take(), holds.take()];
  holds.leave(one);
  holds.leave(two);
  const returned = [
    holds.back(one).then(() => log.push("one")),
    holds.back(two).then(() => log.push("two")),
  ];
  await Promise.resolve();
  assert.deepEqual([log, holds.away], [[], 2]);
  holds.end(three);
  await returned[0];
  assert.deepEqual([log, holds.away, holds.isHeld], [["one"], 1, true]);
  holds.end(one);
  await returned[1];
  assert.deepEqual([log, holds.away, holds.isHeld], [["one", "two"], 0, true]);
  holds.end(two);
  assert.equal(holds.isHeld, false);
});

Deno.test("Holds.back() of one that has ended holds nothing and keeps nobody waiting", async () => {
  const holds = new Holds();
  const [one, two, three] = [holds.take(), holds.take(), holds.take()];
  holds.leave(one);
  holds.leave(two);
  const returned = [holds.back(one), holds.back(two)];
  holds.end(one);
  holds.end(three);
  await Promise.all(returned);
  assert.deepEqual([holds.isHeld, holds.away], [true, 0]);
  holds.end(two);
  assert.equal(holds.isHeld, false);
});
