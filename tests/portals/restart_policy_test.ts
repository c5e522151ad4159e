import assert from "node:assert/strict";
import { RestartPolicy } from "../../src/portals/restart_policy.ts";
import { measured } from "../reliability/measured.ts";

Deno.test("crash 8. RestartPolicy starts at once, then later and later, and gives up after five", () => {
  const policy = new RestartPolicy();
  const delays = Array.from({ length: 6 }, () => policy.next(0));
  assert.deepEqual(delays, [0, 500, 1000, 2000, 4000, undefined]);
  const pauses = delays.flatMap((delay) => delay === undefined ? [] : [delay / 1000]);
  measured("crash 8", `${pauses.length} restarts, after pauses of ${pauses.join(", ")} s`);
});

Deno.test("RestartPolicy forgets what was a minute ago", () => {
  const policy = new RestartPolicy();
  const delays = [0, 59_999, 60_000, 120_000].map((now) => policy.next(now));
  assert.deepEqual(delays, [0, 500, 500, 0]);
});

Deno.test("RestartPolicy does not count what it refused", () => {
  const policy = new RestartPolicy();
  for (let index = 0; index < 100; index++) policy.next(0);
  assert.equal(policy.next(60_000), 0);
});

Deno.test("RestartPolicy.forget() begins anew", () => {
  const policy = new RestartPolicy();
  for (let index = 0; index < 6; index++) policy.next(0);
  policy.forget();
  assert.equal(policy.next(0), 0);
});
