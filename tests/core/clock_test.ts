import assert from "node:assert/strict";
import { ManualClock, systemClock } from "../../src/core/clock.ts";

Deno.test("ManualClock stands still until it is moved", () => {
  const clock = new ManualClock(1000);
  let isRung = false;
  clock.timer(0, () => isRung = true);
  assert.equal(clock.now(), 1000);
  assert.equal(isRung, false);
  clock.advance(0);
  assert.equal(isRung, true);
});

Deno.test("ManualClock.advance() runs what is due, earliest first, each at its own time", () => {
  const clock = new ManualClock();
  const rung: [string, number][] = [];
  const ring = (name: string) => () => rung.push([name, clock.now()]);
  clock.timer(30, ring("late"));
  clock.timer(10, ring("early"));
  clock.timer(10, ring("early too"));
  clock.timer(31, ring("not yet"));
  clock.advance(30);
  assert.deepEqual(rung, [["early", 10], ["early too", 10], ["late", 30]]);
  assert.equal(clock.now(), 30);
});

Deno.test("ManualClock.advance() runs timers that are set on the way", () => {
  const clock = new ManualClock();
  const rung: number[] = [];
  const again = () => {
    rung.push(clock.now());
    clock.timer(10, again);
  };
  clock.timer(10, again);
  clock.advance(35);
  assert.deepEqual(rung, [10, 20, 30]);
});

Deno.test("ManualClock.timer() does not run what was disposed of, even by a timer before it", () => {
  const clock = new ManualClock();
  const rung: string[] = [];
  const second = clock.timer(20, () => rung.push("second"));
  clock.timer(10, () => second[Symbol.dispose]());
  clock.timer(30, () => rung.push("third"));
  clock.advance(100);
  assert.deepEqual(rung, ["third"]);
});

Deno.test("systemClock.timer() leaves nothing behind when it is disposed of", () => {
  using _timer = systemClock.timer(60_000, () => assert.fail("it was disposed of"));
  assert.ok(Math.abs(systemClock.now() - Date.now()) < 60_000);
});
