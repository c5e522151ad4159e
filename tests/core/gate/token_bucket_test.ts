import assert from "node:assert/strict";
import * as fc from "fast-check";
import { TokenBucket } from "../../../src/core/gate/token_bucket.ts";

/** Takes until the bucket is empty and returns how often that worked. */
function drain(bucket: TokenBucket, now: number): number {
  let taken = 0;
  while (taken < 1000 && bucket.take(now)) taken++;
  return taken;
}

Deno.test("TokenBucket lets a burst through, then a steady rate", () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 20 }, 0);
  assert.equal(drain(bucket, 0), 20);
  assert.equal(drain(bucket, 99), 0);
  assert.equal(drain(bucket, 100), 1);
  assert.equal(drain(bucket, 1100), 10);
});

Deno.test("TokenBucket holds no more than its burst, however long it rests", () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 20 }, 0);
  drain(bucket, 0);
  assert.equal(drain(bucket, 1_000_000), 20);
});

Deno.test("TokenBucket holds what is given back, and no more than its burst", () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 20 }, 0);
  bucket.giveBack();
  assert.equal(drain(bucket, 0), 20);
  bucket.giveBack();
  assert.equal(drain(bucket, 0), 1);
});

Deno.test("2.5.4 TokenBucket lets everything through when the rate is 0", () => {
  const bucket = new TokenBucket({ perSecond: 0, burst: 1 }, 0);
  assert.equal(drain(bucket, 0), 1000);
  assert.equal(bucket.isFull(0), true);
});

Deno.test("TokenBucket lets one through now and then when the burst is below one", () => {
  const bucket = new TokenBucket({ perSecond: 0.5, burst: 0.5 }, 0);
  assert.equal(drain(bucket, 0), 1);
  assert.equal(drain(bucket, 1999), 0);
  assert.equal(drain(bucket, 2000), 1);
});

Deno.test("TokenBucket.isFull() tells when it may be forgotten", () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 2 }, 0);
  assert.equal(bucket.isFull(0), true);
  drain(bucket, 0);
  assert.equal(bucket.isFull(199), false);
  assert.equal(bucket.isFull(200), true);
});

Deno.test("2.5.2 TokenBucket never gives more than burst and rate allow, whatever the clock does", () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 100 });
  fc.assert(fc.property(pauses, (pauses) => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 5 }, 0);
    let now = 0;
    let taken = 0;
    for (const pause of pauses) {
      now += pause;
      taken += drain(bucket, now);
    }
    assert.ok(taken <= 5 + now / 100);
  }));
});

Deno.test("TokenBucket gives nothing when the clock is set back, and goes on from there", () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 5 }, 10_000);
  assert.equal(drain(bucket, 10_000), 5);
  assert.equal(drain(bucket, 0), 0);
  assert.equal(drain(bucket, 100), 1);
});
