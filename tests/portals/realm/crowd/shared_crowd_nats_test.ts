import assert from "node:assert/strict";
import { systemClock } from "../../../../src/core/clock.ts";
import { Trace, type TraceEvent } from "../../../../src/core/trace/trace.ts";
import { newSync } from "../../../../src/portals/session/new_sync.ts";
import { connected, natsTest } from "../nats/nats_test_case.ts";
import { countingCrowd } from "./crowd_lab.ts";

const LIMITS = { maxSessionsPerAddress: 3, maxSessionsBeforeLogin: 0 };

/** A Portal's process, of which only that counts. */
async function processOf(url: string, instance: string) {
  const connection = await connected(url);
  const traced: TraceEvent[] = [];
  const trace = new Trace();
  trace.read((event) => traced.push(event));
  const { crowd, shared } = countingCrowd({
    ...{ connection, clock: systemClock, instance, trace, limits: LIMITS },
  });
  shared.open();
  await connection.flush();
  return {
    ...{ connection, crowd, shared, traced },
    come: (sessid: number, address: string) => {
      if (crowd.refusal(address) !== undefined) return "refused";
      crowd.add(newSync(sessid, { protocolKey: "telnet", address }, {}, 0));
      return "accepted";
    },
    async [Symbol.asyncDispose]() {
      shared[Symbol.dispose]();
      await connection.drain();
    },
  };
}

/** Waits until something holds. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 1_000) throw new Error(`Cannot wait any longer for: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

natsTest("SharedCrowd counts the sessions of all Portals over NATS", async ({ url }) => {
  await using one = await processOf(url, "1");
  await using other = await processOf(url, "2");
  for (const sessid of [1, 2]) assert.equal(one.come(sessid, "192.0.2.7"), "accepted");
  await until(() => other.shared.countOf("192.0.2.7") === 2);
  assert.equal(other.come(3, "192.0.2.7"), "accepted");
  assert.equal(other.come(4, "192.0.2.7"), "refused");
  await until(() => one.shared.countOf("192.0.2.7") === 1);
  assert.equal(one.come(5, "192.0.2.7"), "refused");
  assert.equal(one.come(6, "192.0.2.8"), "accepted");
  assert.deepEqual([...one.traced, ...other.traced], []);
});

natsTest(
  "SharedCrowd tells a Portal that starts all that there is in pieces that NATS takes",
  async ({ url }) => {
    await using one = await processOf(url, "1");
    const { max_payload: maxPayload = 0 } = one.connection.info ?? {};
    const count = 60_000;
    const addressOf = (index: number) => `198.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
    for (let index = 0; index < count; index++) one.come(index + 1, addressOf(index));
    const bytes = JSON.stringify([...one.crowd.counts]).length;
    assert.ok(bytes > maxPayload, `${bytes} bytes fit into one message of ${maxPayload}`);
    await using late = await processOf(url, "2");
    await until(() => late.shared.beforeLogin === count);
    for (const index of [0, 1, 30_000, count - 1]) {
      assert.equal(late.shared.countOf(addressOf(index)), 1);
    }
    assert.deepEqual([...one.traced, ...late.traced], []);
  },
);

natsTest("SharedCrowd counts nobody of a Portal that has ended any more", async ({ url }) => {
  await using one = await processOf(url, "1");
  {
    await using other = await processOf(url, "2");
    other.come(1, "192.0.2.7");
    await until(() => one.shared.countOf("192.0.2.7") === 1);
  }
  await until(() => one.shared.countOf("192.0.2.7") === 0);
  assert.equal(one.shared.beforeLogin, 0);
});
