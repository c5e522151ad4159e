import assert from "node:assert/strict";
import { join } from "node:path";
import { NO_LIMITS } from "../../../torture/house.ts";
import { systemClock } from "../../../src/core/clock.ts";
import { LeaseBucket } from "../../../src/portals/realm/lease/lease_bucket.ts";
import { tempFolder } from "../../cli/temp_folder.ts";
import { NatsCluster } from "../../portals/realm/nats/nats_cluster.ts";
import { connected, HAS_NATS } from "../../portals/realm/nats/nats_test_case.ts";
import { withPlugin } from "../plugin_source.ts";
import { AT_ONCE, FREE_PORTS, startBare } from "../program.ts";
import { soon } from "../soon.ts";
import { type CheckedClient, type MadeFault, reportOf, textOf } from "./fault_report.ts";
import { isServed, NumberedCrowd, type Rhythm } from "./numbered_crowd.ts";
import { ServerProcess } from "./server_process.ts";

const PLUGIN = new URL("./numbers_plugin.ts", import.meta.url).pathname;
const ENV = { DENO_TOKIO_EVENT_INTERVAL: "1" };
/** How many servers NATS has. */
const NODES = 3;
/** How many clients each Portal has. */
const EACH = 40;
/** How long a client waits from one line to the next, in milliseconds. */
const RHYTHM: Rhythm = { roundMs: 1_000, keptEvery: 2 };
/** Longer than NATS takes to choose who leads, in seconds: that is 4 to 9. */
const LEASE_S = 15;
/** How long it may take until every client is served again, in milliseconds. */
const MOST_MS = 20_000;

Deno.test({
  name: "a realm whose servers of NATS are killed in turn loses no session, no line and no Server",
  ignore: !HAS_NATS,
  async fn() {
    await using stack = new AsyncDisposableStack();
    const nats = stack.use(await NatsCluster.start(NODES));
    const folder = stack.use(await tempFolder());
    const leader = await makeBucket(nats);
    const other = (leader + 1) % NODES;
    const args = (place: string, at: number) => [
      ...["--set", `nats=${nats.urlFrom(at)}`, "--data", join(folder.path, place)],
      ...["--set", "logLevel=warn", "--set", "scryptCost=1", "--set", `leaseTimeout=${LEASE_S}`],
      ...[...withPlugin(PLUGIN), ...AT_ONCE, ...NO_LIMITS],
    ];
    const active = stack.use(new ServerProcess(args("server", other), ENV));
    await active.active();
    const standby = stack.use(new ServerProcess(args("server", leader), ENV));
    await standby.settled();
    const startPortal = async (at: number) => {
      const own = ["--portal-only", ...FREE_PORTS, ...args(`portal${at}`, at)];
      return stack.use(await startBare({ args: own, env: ENV }));
    };
    const portals = [await startPortal(other), await startPortal(leader)];
    const ports = portals.map(({ telnetPort }) => telnetPort);
    await using crowd = await NumberedCrowd.enter(ports, { each: EACH, rhythm: RHYTHM });
    crowd.start();

    const served = async (what: string, since: number) => {
      const left = await crowd.until((client) => isServed(client, { since, of: "any" }), MOST_MS);
      assert.equal(left, 0, `${what}: clients not served\n${active.printed}`);
    };
    await served("the start", performance.now());
    const made: MadeFault[] = [];
    for (
      const { name, at } of [
        { name: "the server of NATS that the active Server and a Portal are at", at: other },
        { name: "the server of NATS that leads those which keep the lease", at: leader },
      ]
    ) {
      const since = performance.now();
      made.push({ name, at: since, shownBy: "any" });
      await nats.kill(at);
      await served(name, since);
      await soon(nats.led(), () => "Nobody leads those which keep the lease");
      nats.startAgain(at);
      await soon(nats.complete(NODES), () => `The bucket is not kept by all after ${name}`);
      await served(`after ${name}`, performance.now());
    }
    await crowd.stop();
    const open = await crowd.until(({ open }) => open.length === 0, MOST_MS);
    const checked: CheckedClient[] = [];
    for (const client of crowd.clients) checked.push({ client, kept: await client.kept() });

    const reports = made.map((fault, at) => reportOf(fault, made[at + 1]?.at ?? Infinity, checked));
    const told = reports.map((report) => `${report.name}: ${textOf(report)}`).join("\n");
    if (Deno.env.has("VESTIBULE_SHOW")) console.error(told);
    assert.equal(open, 0, `clients whose lines were not answered:\n${told}`);
    for (const { name, sent, lost, ranAgain, refused, doubled } of reports) {
      assert.ok(sent >= portals.length * EACH, `${name}: they went on sending\n${told}`);
      assert.deepEqual({ lost, ranAgain, refused, doubled }, NOTHING, `${name}\n${told}`);
    }
    const { clients } = crowd;
    assert.equal(clients.filter(({ outOfOrder, cuts }) => outOfOrder + cuts > 0).length, 0, told);
    assert.ok(active.isActive && standby.isAlive && !standby.isActive, active.printed);
  },
});

const NOTHING = { lost: 0, ranAgain: 0, refused: 0, doubled: 0 };

/** Makes the bucket as a Server does, and returns which server of NATS leads those that keep it. */
async function makeBucket(nats: NatsCluster): Promise<number> {
  await using connection = await connected(nats.urlFrom(0));
  await LeaseBucket.open({ connection, realm: "main", clock: systemClock, patience: 1_000 });
  return await soon(nats.led(), () => "Nobody leads those which keep the lease");
}
