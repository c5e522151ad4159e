import assert from "node:assert/strict";
import { Throttle } from "../../../src/core/gate/throttle.ts";

Deno.test("Throttle refuses an address that has used up its hits, and no other", () => {
  const throttle = new Throttle(2, 1000, 10);
  throttle.hit("192.0.2.1", 0);
  assert.equal(throttle.isRefused("192.0.2.1", 0), false);
  throttle.hit("192.0.2.1", 0);
  assert.equal(throttle.isRefused("192.0.2.1", 0), true);
  assert.equal(throttle.isRefused("192.0.2.2", 0), false);
});

Deno.test("Throttle forgets a hit when its window is over", () => {
  const throttle = new Throttle(2, 1000, 10);
  throttle.hit("192.0.2.1", 0);
  throttle.hit("192.0.2.1", 500);
  assert.equal(throttle.isRefused("192.0.2.1", 999), true);
  assert.equal(throttle.isRefused("192.0.2.1", 1000), false);
});

Deno.test("Throttle does not keep an address refused because it goes on trying", () => {
  const throttle = new Throttle(1, 1000, 10);
  for (let now = 0; now < 1000; now += 100) throttle.hit("192.0.2.1", now);
  assert.equal(throttle.isRefused("192.0.2.1", 1000), false);
});

Deno.test("Throttle refuses nobody when its limit is 0", () => {
  const throttle = new Throttle(0, 1000, 10);
  throttle.hit("192.0.2.1", 0);
  assert.equal(throttle.isRefused("192.0.2.1", 0), false);
});

Deno.test("Throttle remembers so many addresses and forgets the one that hit longest ago", () => {
  const throttle = new Throttle(1, 1000, 2);
  throttle.hit("192.0.2.1", 0);
  throttle.hit("192.0.2.2", 0);
  throttle.hit("192.0.2.3", 0);
  const refused = ["192.0.2.1", "192.0.2.2", "192.0.2.3"].filter((address) =>
    throttle.isRefused(address, 0)
  );
  assert.deepEqual(refused, ["192.0.2.2", "192.0.2.3"]);
});

Deno.test("Throttle.secondsLeft() counts down to when the oldest hit is over", () => {
  const throttle = new Throttle(2, 10_000, 10);
  throttle.hit("192.0.2.1", 0);
  assert.equal(throttle.secondsLeft("192.0.2.1", 0), 0);
  throttle.hit("192.0.2.1", 4_000);
  const left = [4_000, 4_001, 5_000, 9_999, 10_000].map((now) =>
    throttle.secondsLeft("192.0.2.1", now)
  );
  assert.deepEqual(left, [6, 6, 5, 1, 0]);
  assert.equal(throttle.secondsLeft("192.0.2.2", 4_000), 0);
});
