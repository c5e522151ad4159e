import { Kvm } from "@nats-io/kv";
import type { NatsConnection } from "@nats-io/transport-node";
import assert from "node:assert/strict";
import { type Clock, systemClock } from "../../../../src/core/clock.ts";
import {
  type Acquired,
  Lease,
  type LeaseOptions,
} from "../../../../src/portals/realm/lease/lease.ts";
import { NatsConnectError } from "../../../../src/portals/realm/nats/nats_connect_error.ts";
import { connected, natsTest } from "../nats/nats_test_case.ts";

/** How long a holder may be silent in these tests, in milliseconds. */
const TIMEOUT = 500;

type Changes = Partial<LeaseOptions> & Pick<LeaseOptions, "holder">;

function acquire(connection: NatsConnection, changes: Changes): Promise<Acquired> {
  return Lease.acquire({
    ...{ connection, realm: "main", timeout: TIMEOUT, clock: systemClock },
    monotonic: () => performance.now(),
    ...changes,
  });
}

async function held(connection: NatsConnection, changes: Changes): Promise<Lease> {
  const acquired = await acquire(connection, changes);
  assert.ok(acquired.kind === "held");
  return acquired.lease;
}

/** Waits until somebody who asks for the place has been answered that it is taken. */
async function waiting(connection: NatsConnection): Promise<void> {
  const { inMsgs } = connection.stats();
  while (connection.stats().inMsgs < inMsgs + 4) await connection.flush();
}

natsTest("Lease.acquire() gives a realm that nobody had to who asks", async ({ url }) => {
  await using connection = await connected(url);
  const lease = await held(connection, { holder: "one" });
  assert.equal(lease.before, "none");
  assert.equal(lease.isHeld, true);
  assert.ok(Number.isSafeInteger(lease.term) && lease.term > 0);
  await lease.release();
});

natsTest("a holder keeps the place for much longer than its timeout", async ({ url }) => {
  await using connection = await connected(url);
  await using other = await connected(url);
  const lease = await held(connection, { holder: "one" });
  const abort = new AbortController();
  const next = acquire(other, { holder: "two", signal: abort.signal });
  systemClock.timer(4 * TIMEOUT, () => abort.abort(new Error("it was kept")));
  await assert.rejects(next, /it was kept/);
  assert.equal(lease.isHeld, true);
  await lease.release();
});

natsTest("release() gives the place to who waits, and says that it was let go", async ({ url }) => {
  await using connection = await connected(url);
  await using other = await connected(url);
  const first = await held(connection, { holder: "one" });
  let isFirstHeld: boolean | undefined;
  const next = held(other, { holder: "two", timeout: 60_000 }).then((lease) => {
    isFirstHeld = first.isHeld;
    return lease;
  });
  await waiting(other);
  await first.release();
  const second = await next;
  assert.equal(isFirstHeld, false);
  assert.equal(second.before, "clean");
  assert.ok(second.term > first.term);
  await second.release();
});

natsTest("release() again does nothing, and nothing is lost by it", async ({ url }) => {
  await using connection = await connected(url);
  const first = await held(connection, { holder: "one" });
  const wasLost = first.lost.then(() => "lost");
  await Promise.all([first.release(), first.release()]);
  const second = await held(connection, { holder: "two" });
  await first.release();
  assert.equal(second.isHeld, true);
  assert.equal(await Promise.race([wasLost, second.release().then(() => "released")]), "released");
});

natsTest("one of many who wait has the place, and then the next", async ({ url }) => {
  await using connection = await connected(url);
  const terms: number[] = [];
  let holders = 0;
  await Promise.all(["a", "b", "c", "d", "e"].map(async (holder) => {
    const lease = await held(connection, { holder });
    holders++;
    assert.equal(holders, 1);
    terms.push(lease.term);
    await connection.flush();
    holders--;
    await lease.release();
  }));
  assert.deepEqual(terms, [...new Set(terms)].sort((a, b) => a - b));
  assert.equal(terms.length, 5);
});

natsTest("realms do not know of one another", async ({ url }) => {
  await using connection = await connected(url);
  const one = await held(connection, { holder: "one", realm: "main" });
  const two = await held(connection, { holder: "two", realm: "other" });
  assert.deepEqual([one.isHeld, two.isHeld], [true, true]);
  assert.equal(two.before, "none");
  await Promise.all([one.release(), two.release()]);
});

natsTest("retire() sends away who waits, and not who comes later", async ({ url }) => {
  await using connection = await connected(url);
  await using other = await connected(url);
  const first = await held(connection, { holder: "one" });
  const next = acquire(other, { holder: "two" });
  await waiting(other);
  await first.retire();
  assert.deepEqual(await next, { kind: "retired" });
  const later = await held(other, { holder: "three" });
  assert.equal(later.before, "clean");
  await later.release();
});

natsTest("Lease.acquire() ends when it is told to, and takes nothing", async ({ url }) => {
  await using connection = await connected(url);
  const first = await held(connection, { holder: "one" });
  const abort = new AbortController();
  const next = acquire(connection, { holder: "two", signal: abort.signal });
  await waiting(connection);
  abort.abort(new Error("enough"));
  await assert.rejects(next, /enough/);
  await first.release();
  const third = await held(connection, { holder: "three" });
  assert.equal(third.before, "clean");
  await third.release();
});

natsTest("Lease.acquire() fails when the connection is closed", async ({ url }) => {
  await using connection = await connected(url);
  await using other = await connected(url);
  const first = await held(connection, { holder: "one" });
  const next = acquire(other, { holder: "two" });
  await waiting(other);
  await other.close();
  await assert.rejects(next, /Cannot wait for the place .* current state is closed/);
  await first.release();
});

natsTest("a clock that is set does not matter", async ({ url }) => {
  await using connection = await connected(url);
  await using other = await connected(url);
  let offset = 0;
  const clock: Clock = { ...systemClock, now: () => Date.now() + offset };
  const first = await held(connection, { holder: "one", clock });
  const wasLost = first.lost.then(() => "lost");
  const next = held(other, { holder: "two", clock });
  for (const jump of [3_600_000, -3_600_000, 0, -86_400_000]) {
    offset = jump;
    await new Promise((resolve) => systemClock.timer(TIMEOUT / 2, () => resolve(undefined)));
    assert.equal(first.isHeld, true);
  }
  await first.release();
  const second = await next;
  assert.ok(second.term > first.term);
  assert.equal(await Promise.race([wasLost, second.release().then(() => "released")]), "released");
});

natsTest("Lease.acquire() refuses a bucket that loses what is in it", async ({ url }) => {
  await using connection = await connected(url);
  await new Kvm(connection).create("vestibule_lease", { ttl: 1000 });
  await assert.rejects(acquire(connection, { holder: "one" }), (error) => {
    assert.ok(error instanceof NatsConnectError);
    assert.match(error.message, /must keep what is in it.*for a while only.*nats kv del/);
    return true;
  });
});

natsTest("Lease.acquire() says that NATS has no JetStream, and what to do", async ({ url }) => {
  await using connection = await connected(url);
  await assert.rejects(acquire(connection, { holder: "one" }), (error) => {
    assert.ok(error instanceof NatsConnectError);
    assert.match(error.message, /must have JetStream.*--jetstream/);
    return true;
  });
}, { jetstream: "off" });
