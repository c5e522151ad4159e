import type { NatsConnection } from "@nats-io/transport-node";
import assert from "node:assert/strict";
import { systemClock } from "../../../../src/core/clock.ts";
import { Lease, type LeaseOptions } from "../../../../src/portals/realm/lease/lease.ts";
import { CuttingLine } from "../nats/cutting_line.ts";
import { connected, natsTest } from "../nats/nats_test_case.ts";

/** How long a holder may be silent in these tests, in milliseconds. */
const TIMEOUT = 500;
/** What a machine that is busy may take besides, in milliseconds. */
const BUSY = 3_000;

type Changes = Partial<LeaseOptions> & Pick<LeaseOptions, "holder">;

async function held(connection: NatsConnection, changes: Changes): Promise<Lease> {
  const acquired = await Lease.acquire({
    ...{ connection, realm: "main", timeout: TIMEOUT, clock: systemClock },
    monotonic: () => performance.now(),
    ...changes,
  });
  assert.ok(acquired.kind === "held");
  return acquired.lease;
}

const elapse = (ms: number) =>
  new Promise<void>((resolve) => void systemClock.timer(ms, () => resolve()));

/** A process of its own that holds the place; see `lease_holder.ts`. */
class Holder implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #lines: ReadableStreamDefaultReader<string>;
  #text = "";

  constructor(url: string) {
    const script = new URL("lease_holder.ts", import.meta.url).pathname;
    const args = ["run", "-A", "--no-check", script, url, String(TIMEOUT)];
    const command = { args, stdout: "piped", stderr: "inherit" } as const;
    this.#child = new Deno.Command(Deno.execPath(), command).spawn();
    this.#lines = this.#child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** Returns the next line that it writes. */
  async line(): Promise<string> {
    while (!this.#text.includes("\n")) {
      const { value } = await this.#lines.read();
      if (value === undefined) throw new Error("Cannot read a line as it must run: it ended");
      this.#text += value;
    }
    const [line = "", ...others] = this.#text.split("\n");
    this.#text = others.join("\n");
    return line;
  }

  kill(signal: Deno.Signal): void {
    this.#child.kill(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It was killed already.
    }
    await this.#lines.cancel();
    await this.#child.status;
  }
}

natsTest(
  "the place of a process that was killed is another's after its timeout",
  async ({ url }) => {
    await using child = new Holder(url);
    await using connection = await connected(url);
    const term = Number((await child.line()).slice("held ".length));
    const next = held(connection, { holder: "two" });
    await elapse(TIMEOUT);
    const killedAt = performance.now();
    child.kill("SIGKILL");
    const lease = await next;
    const took = performance.now() - killedAt;
    // The last writing was at most a quarter of the timeout ago.
    assert.ok(took > 0.75 * TIMEOUT && took < 2 * TIMEOUT + BUSY, String(took));
    assert.equal(lease.before, "lost");
    assert.ok(lease.term > term);
    await lease.release();
  },
);

natsTest("a process that stood still knows at once that it lost the place", async ({ url }) => {
  await using child = new Holder(url);
  await using connection = await connected(url);
  assert.match(await child.line(), /^held /);
  child.kill("SIGSTOP");
  const lease = await held(connection, { holder: "two" });
  assert.equal(lease.before, "lost");
  child.kill("SIGCONT");
  const lines = [await child.line(), await child.line()].sort();
  assert.match(lines[0] ?? "", /^lost /);
  assert.equal(lines[1], "woke false");
  await elapse(TIMEOUT);
  assert.equal(lease.isHeld, true);
  await lease.release();
});

natsTest("who is cut off from NATS says so before another has the place", async ({ url, port }) => {
  await using line = new CuttingLine(port);
  await using cutOff = await connected(`nats://127.0.0.1:${line.port}`);
  await using connection = await connected(url);
  const first = await held(cutOff, { holder: "one" });
  const order: string[] = [];
  first.lost.then((reason) => order.push(`lost: ${reason}`));
  const next = held(connection, { holder: "two" }).then((lease) => {
    order.push(`taken, the other ${first.isHeld ? "holds it" : "does not"}`);
    return lease;
  });
  await elapse(TIMEOUT);
  line.stall();
  const second = await next;
  assert.equal(second.before, "lost");
  assert.deepEqual(order, [
    "lost: NATS confirmed nothing for 0.5 s; the last try: timeout",
    "taken, the other does not",
  ]);
  line.restore();
  await elapse(TIMEOUT);
  assert.deepEqual([first.isHeld, second.isHeld], [false, true]);
  await second.release();
});

natsTest(
  "a holder whose line falters for less than the timeout keeps the place",
  async ({ url, port }) => {
    await using line = new CuttingLine(port);
    await using faltering = await connected(`nats://127.0.0.1:${line.port}`);
    await using connection = await connected(url);
    const timeout = 1_000;
    const first = await held(faltering, { holder: "one", timeout });
    const abort = new AbortController();
    const next = held(connection, { holder: "two", timeout, signal: abort.signal });
    // A writing is held up for longer than its answer is waited for: it is stored, and we know not.
    for (let times = 0; times < 2; times++) {
      line.stall();
      await elapse(0.6 * timeout);
      line.restore();
      await elapse(0.5 * timeout);
      assert.equal(first.isHeld, true);
    }
    abort.abort(new Error("it was kept"));
    await assert.rejects(next, /it was kept/);
    await first.release();
    const third = await held(connection, { holder: "three" });
    assert.equal(third.before, "clean");
    await third.release();
  },
);

natsTest(
  "who waited as the realm was retired learns it, though cut off then",
  async ({ url, port }) => {
    await using line = new CuttingLine(port);
    await using cutOff = await connected(`nats://127.0.0.1:${line.port}`);
    await using connection = await connected(url);
    const first = await held(connection, { holder: "one" });
    const next = Lease.acquire({
      ...{ connection: cutOff, realm: "main", holder: "two", timeout: TIMEOUT, clock: systemClock },
      monotonic: () => performance.now(),
    });
    await elapse(TIMEOUT / 2);
    line.stall();
    await first.retire();
    await elapse(TIMEOUT);
    line.restore();
    assert.deepEqual(await next, { kind: "retired" });
  },
);

/** Two processes that each want the place for as long as the test is on. */
class Rivals implements AsyncDisposable {
  /** How often both had it at once. */
  twice = 0;
  readonly #leases = new Map<string, Lease>();
  readonly #abort = new AbortController();
  readonly #work: Promise<unknown>;

  constructor(connections: readonly NatsConnection[]) {
    const wants = connections.map((connection, at) => this.#want(connection, `rival ${at}`));
    this.#work = Promise.all([...wants, this.#count()]);
  }

  /** Waits until one of them has the place, and returns its lease. */
  async holder(): Promise<Lease> {
    for (;;) {
      const lease = [...this.#leases.values()].find(({ isHeld }) => isHeld);
      if (lease !== undefined) return lease;
      this.#abort.signal.throwIfAborted();
      await elapse(5);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort(new Error("the test is over"));
    await this.#work;
  }

  async #want(connection: NatsConnection, holder: string): Promise<void> {
    const over = new Promise<void>((resolve) =>
      this.#abort.signal.addEventListener("abort", () => resolve())
    );
    while (!this.#abort.signal.aborted) {
      const lease = await held(connection, { holder, signal: this.#abort.signal })
        .catch(() => undefined);
      if (lease === undefined) return;
      this.#leases.set(holder, lease);
      await Promise.race([lease.lost, over]);
      await lease.release();
    }
  }

  async #count(): Promise<void> {
    while (!this.#abort.signal.aborted) {
      if ([...this.#leases.values()].filter(({ isHeld }) => isHeld).length > 1) this.twice++;
      await elapse(2);
    }
  }
}

for (const how of ["crash", "orderly"] as const) {
  natsTest(`one has the place at a time while NATS is started again (${how})`, async (server) => {
    await using one = await connected(server.url);
    await using two = await connected(server.url);
    await using rivals = new Rivals([one, two]);
    const { term } = await rivals.holder();
    for (const downMs of [0, TIMEOUT / 2, 2 * TIMEOUT]) {
      await server.stop(how);
      await elapse(downMs);
      await server.start();
      await elapse(TIMEOUT);
      await rivals.holder();
    }
    const lease = await rivals.holder();
    assert.equal(rivals.twice, 0);
    // Longer than the timeout nobody is sure.
    assert.ok(lease.term > term);
    assert.equal(lease.before, "lost");
  });
}

natsTest(
  "one has the place at a time though NATS lost all, and terms go on upwards",
  async (server) => {
    await using one = await connected(server.url);
    await using two = await connected(server.url);
    await using rivals = new Rivals([one, two]);
    const first = await rivals.holder();
    await elapse(1_000);
    await server.stop("crash");
    await server.startEmpty();
    await first.lost;
    await using fresh = await connected(server.url);
    const abort = new AbortController();
    const late = held(fresh, { holder: "fresh", signal: abort.signal }).catch(() => undefined);
    const next = await Promise.race([rivals.holder(), late]);
    assert.ok(next !== undefined && next.term > first.term);
    assert.equal(rivals.twice, 0);
    abort.abort(new Error("the test is over"));
    await (await late)?.release();
  },
);

natsTest(
  "Lease.acquire() asked while NATS is down takes the place soon after it is back",
  async (server) => {
    await using connection = await connected(server.url);
    await server.stop("crash");
    const from = performance.now();
    const next = held(connection, { holder: "one" });
    await elapse(TIMEOUT);
    await server.start();
    const lease = await next;
    // The client itself waits 5 s for an answer to what it has dropped.
    assert.ok(performance.now() - from < 4_500);
    assert.equal(lease.before, "none");
    await lease.release();
  },
);

natsTest(
  "who waits takes the place though NATS lost all, and nobody else comes",
  async (server) => {
    await using one = await connected(server.url);
    await using two = await connected(server.url);
    const first = await held(one, { holder: "one" });
    const next = held(two, { holder: "two" });
    await elapse(TIMEOUT / 2);
    await server.stop("crash");
    await server.startEmpty();
    await first.lost;
    const second = await next;
    assert.equal(first.isHeld, false);
    assert.equal(second.before, "lost");
    assert.ok(second.term > first.term);
    await second.release();
  },
);
