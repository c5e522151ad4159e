import { Kvm } from "@nats-io/kv";
import type { NatsConnection } from "@nats-io/transport-node";
import assert from "node:assert/strict";
import { systemClock } from "../../../../src/core/clock.ts";
import { LeaseBucket } from "../../../../src/portals/realm/lease/lease_bucket.ts";
import { soon } from "../../../e2e/soon.ts";
import { NatsCluster } from "../nats/nats_cluster.ts";
import { connected, HAS_NATS } from "../nats/nats_test_case.ts";

const ENTRY = { holder: "one", term: 1, state: "held", timeout: 1_500 } as const;

const open = (connection: NatsConnection) =>
  LeaseBucket.open({ connection, realm: "main", clock: systemClock, patience: 1_000 });

/** Runs a test with a cluster of NATS of so many servers. */
function clusterTest(
  name: string,
  count: number,
  test: (cluster: NatsCluster, connection: NatsConnection) => Promise<void>,
): void {
  Deno.test({
    name: HAS_NATS ? name : `${name} (not installed: nats-server)`,
    ignore: !HAS_NATS,
    async fn() {
      await using cluster = await NatsCluster.start(count);
      await using connection = await connected(cluster.urlFrom(0));
      await test(cluster, connection);
    },
  });
}

async function replicasOf(cluster: NatsCluster): Promise<number | undefined> {
  await soon(cluster.led(), () => "Nobody leads those which keep the bucket");
  return (await cluster.bucket())?.config.num_replicas;
}

clusterTest(
  "LeaseBucket.open() lets three servers of a cluster keep it, and one of them may be killed",
  3,
  async (cluster, connection) => {
    const bucket = await open(connection);
    assert.equal(await replicasOf(cluster), 3);
    assert.equal((await bucket.write(ENTRY, 0)).kind, "stored");
    await soon(cluster.complete(3), () => "The bucket is not kept by all");
    await cluster.kill(await cluster.led());
    await soon(cluster.led(), () => "Nobody leads those which keep the bucket");
    const read = async () => {
      for (;;) {
        const seen = await bucket.read();
        if (seen !== undefined) return seen.entry;
      }
    };
    assert.deepEqual(await soon(read(), () => "The bucket does not answer"), ENTRY);
  },
);

clusterTest(
  "LeaseBucket.open() lets three servers keep a bucket that one has kept, with what is in it",
  3,
  async (cluster, connection) => {
    const kv = await new Kvm(connection).create("vestibule_lease", { allow_direct: false });
    await kv.put("main", JSON.stringify(ENTRY));
    assert.equal(await replicasOf(cluster), 1);
    const bucket = await open(connection);
    await soon(cluster.complete(3), () => "The bucket is not kept by all");
    assert.equal(await replicasOf(cluster), 3);
    assert.deepEqual((await bucket.read())?.entry, ENTRY);
  },
);

clusterTest(
  "LeaseBucket.open() lets one server keep it in a cluster of fewer than three",
  2,
  async (cluster, connection) => {
    const bucket = await open(connection);
    assert.equal(await replicasOf(cluster), 1);
    assert.equal((await bucket.write(ENTRY, 0)).kind, "stored");
  },
);
