import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { TimeLimit } from "../../src/core/time_limit.ts";

/** How long an endless run is let go on, in milliseconds: it ends by nothing else. */
const SOON = 20;

/** Never comes back. */
function endless(): never {
  for (;;);
}

Deno.test("TimeLimit.run() runs what comes back, and throws on what it throws", () => {
  const limit = new TimeLimit(1000);
  let runs = 0;
  assert.equal(limit.run(() => void runs++), "done");
  assert.equal(runs, 1);
  const error = new Error("mine");
  assert.throws(() =>
    limit.run(() => {
      throw error;
    }), (thrown) => thrown === error);
});

Deno.test("TimeLimit.run() ends an endless loop, its catch and finally blocks not run", () => {
  const seen: string[] = [];
  const outcome = new TimeLimit(SOON).run(() => {
    try {
      seen.push("begun");
      endless();
    } catch {
      seen.push("caught");
    } finally {
      seen.push("finally");
    }
  });
  assert.equal(outcome, "tooLong");
  assert.deepEqual(seen, ["begun"]);
});

Deno.test("TimeLimit.run() goes on after an endless run as if nothing had been", () => {
  const limit = new TimeLimit(SOON);
  assert.equal(limit.run(endless), "tooLong");
  assert.equal(limit.run(() => {}), "done");
  assert.equal(limit.run(endless), "tooLong");
});

Deno.test("TimeLimit.run() ends a run inside a run, and the outer one goes on", () => {
  const [outer, inner] = [new TimeLimit(10_000), new TimeLimit(SOON)];
  const seen: string[] = [];
  const outcome = outer.run(() => {
    seen.push(inner.run(endless));
    seen.push(outer.run(() => {}));
  });
  assert.deepEqual([outcome, ...seen], ["done", "tooLong", "done"]);
});

Deno.test("TimeLimit.run() leaves nothing of an ended run's async context behind", async () => {
  const scopes = new AsyncLocalStorage<string>();
  const limit = new TimeLimit(SOON);
  assert.equal(limit.run(() => scopes.run("command", endless)), "tooLong");
  assert.equal(scopes.getStore(), undefined);
  await Promise.resolve();
  assert.equal(scopes.getStore(), undefined);
  scopes.run("outer", () => {
    limit.run(() => scopes.run("inner", endless));
    assert.equal(scopes.getStore(), "outer");
  });
});

Deno.test("TimeLimit.run() without a limit just runs", () => {
  let runs = 0;
  assert.equal(new TimeLimit(0).run(() => void runs++), "done");
  assert.equal(runs, 1);
});
