import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import type { ServerMessage } from "../../src/core/boundary/messages.ts";
import { ServerHandle } from "../../src/portals/server_handle.ts";
import { CountedClock } from "./counted_clock.ts";
import { FakeServer, type Script } from "./fake_server.ts";

const HEARTBEAT = { interval: 1000, timeout: 3000 };

class HandleLab {
  readonly clock = new CountedClock();
  readonly server: FakeServer;
  readonly handle: ServerHandle;
  readonly heard: string[] = [];
  readonly lost: string[] = [];
  readonly faults: string[] = [];

  constructor(script: Script = {}) {
    this.server = new FakeServer(1, script);
    this.handle = new ServerHandle(this.server, this.clock, {
      onMessage: (message) => this.#hear(message),
      onLost: (_handle, reason) => this.lost.push(reason),
      onFault: (error) => this.faults.push(error.message),
    });
  }

  async advance(ms: number): Promise<void> {
    this.clock.advance(ms);
    await this.settled();
  }

  async settled(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(() => resolve()));
  }

  #hear(message: ServerMessage): void {
    if (message.kind === "control") throw new Error("a bug of ours");
    this.heard.push(message.kind);
  }
}

Deno.test("ServerHandle.wait() gives what the Server says of itself, early or late", async () => {
  const lab = new HandleLab();
  const late = await lab.handle.wait("loaded", 1000);
  const early = await lab.handle.wait("loaded", 1000);
  assert.deepEqual(late, { kind: "loaded", plugins: ["builtin"] });
  assert.deepEqual(early, late);
  lab.handle.end();
  assert.equal(lab.clock.live, 0);
});

Deno.test("ServerHandle.wait() answers everybody who waits", async () => {
  const lab = new HandleLab();
  const both = Promise.all([lab.handle.wait("stopped", 1000), lab.handle.wait("stopped", 5000)]);
  lab.server.say({ kind: "stopped" });
  assert.deepEqual(await both, [{ kind: "stopped" }, { kind: "stopped" }]);
  assert.equal(lab.clock.live, 0);
  lab.handle.end();
});

Deno.test("ServerHandle.wait() gives up after its time, and takes the Server for stuck", async () => {
  const lab = new HandleLab({ load: "hang" });
  const waiting = lab.handle.wait("loaded", 1000);
  await lab.advance(1000);
  assert.equal(
    await waiting,
    'it was not "loaded" within 1000 ms: ' +
      "look for a loop or a wait without end where a module is loaded",
  );
  assert.equal(lab.handle.isStuck, true);
  lab.handle.end();
});

Deno.test("ServerHandle.wait() takes a Server that is slow, but alive, for slow", async () => {
  const lab = new HandleLab();
  lab.handle.watch(HEARTBEAT);
  const waiting = lab.handle.wait("stopped", 10_000);
  for (let second = 0; second < 10; second++) await lab.advance(1000);
  assert.equal(await waiting, 'it was not "stopped" within 10000 ms');
  assert.equal(lab.handle.isStuck, false);
  lab.handle.end();
});

Deno.test("ServerHandle.wait() gives the reason when the Server fails or dies", async () => {
  const failed = new HandleLab({ load: "fail" });
  const news = await failed.handle.wait("loaded", 1000);
  assert.deepEqual(news, { kind: "failed", error: "a bug at plugin.ts:1:1", isDamage: false });
  const dead = new HandleLab({ load: "die" });
  assert.equal(await dead.handle.wait("loaded", 1000), "a bug at world.ts:3:1");
  assert.equal(await dead.handle.wait("ready", 1000), "a bug at world.ts:3:1");
  assert.deepEqual([failed.clock.live, dead.clock.live], [0, 0]);
  failed.handle.end();
  dead.handle.end();
});

Deno.test("ServerHandle.end() answers whoever waits, and ends the Server once", async () => {
  const lab = new HandleLab({ load: "hang" });
  lab.handle.watch(HEARTBEAT);
  const waiting = lab.handle.wait("loaded", 1000);
  lab.handle.end();
  lab.handle.end();
  assert.equal(await waiting, "it was ended");
  assert.equal(await lab.handle.wait("ready", 1000), "it was ended");
  assert.equal(lab.server.terminations, 1);
  assert.equal(lab.clock.live, 0);
});

Deno.test("ServerHandle hears nothing of a Server that was ended, not even its death", async () => {
  const lab = new HandleLab();
  await lab.settled();
  lab.handle.end();
  lab.server.say({ kind: "output", sessids: [1], calls: [] });
  lab.server.die();
  await lab.settled();
  assert.deepEqual([lab.heard, lab.lost], [[], []]);
});

Deno.test("ServerHandle.watch() lets a Server live that answers", async () => {
  const lab = new HandleLab();
  lab.handle.watch(HEARTBEAT);
  for (let second = 0; second < 100; second++) await lab.advance(1000);
  assert.equal(lab.server.pings, 100);
  assert.deepEqual(lab.lost, []);
  lab.handle.end();
});

Deno.test("ServerHandle.watch() loses a Server that stays silent, and says so once", async () => {
  const lab = new HandleLab({ ping: "hang" });
  lab.handle.watch(HEARTBEAT);
  for (let second = 0; second < 3; second++) await lab.advance(1000);
  assert.deepEqual(lab.lost, []);
  for (let second = 0; second < 20; second++) await lab.advance(1000);
  assert.deepEqual(lab.lost, ["it gave no sign of life for 3000 ms"]);
  assert.equal(lab.handle.isStuck, true);
  lab.handle.end();
});

Deno.test("ServerHandle.watch() does not blame a Server for a machine that slept", async () => {
  const lab = new HandleLab();
  let now = 0;
  const clock = { now: () => now, timer: lab.clock.timer.bind(lab.clock) };
  const handle = new ServerHandle(new FakeServer(2, {}), clock, {
    onMessage: () => {},
    onLost: (_handle, reason) => lab.lost.push(reason),
    onFault: () => {},
  });
  handle.watch(HEARTBEAT);
  now += 8 * 3_600_000;
  await lab.advance(1000);
  await lab.advance(1000);
  assert.deepEqual(lab.lost, []);
  handle.end();
  lab.handle.end();
});

Deno.test("ServerHandle.watch() never asks when the interval is 0", async () => {
  const lab = new HandleLab({ ping: "hang" });
  lab.handle.watch({ interval: 0, timeout: 1 });
  await lab.advance(1_000_000);
  assert.equal(lab.server.pings, 0);
  assert.equal(lab.clock.live, 0);
  lab.handle.end();
});

Deno.test("ServerHandle takes a Server that has died for dead, not for stuck", async () => {
  const lab = new HandleLab({ load: "hang" });
  const waiting = lab.handle.wait("loaded", 1000);
  await lab.advance(1000);
  await waiting;
  lab.server.die();
  assert.equal(lab.handle.isStuck, false);
  lab.handle.end();
});

Deno.test("2.1.5 ServerHandle goes on after a message that cannot be carried out", async () => {
  const lab = new HandleLab();
  lab.server.say({ kind: "control", action: "reload", sessid: null });
  lab.server.say({ kind: "output", sessids: [1], calls: [] });
  await lab.settled();
  assert.deepEqual(lab.faults, ["a bug of ours"]);
  assert.deepEqual(lab.heard, ["output"]);
  lab.handle.end();
});

Deno.test("ServerHandle tells of a message that does not fit, and goes on", async () => {
  const lab = new HandleLab();
  const misfit = { kind: "output", sessids: "everybody", calls: [] };
  lab.server.say(misfit as unknown as ServerMessage); // the compiler would refuse it
  lab.server.say({ kind: "output", sessids: [1], calls: [] });
  await lab.settled();
  assert.deepEqual(lab.faults, [
    'Cannot receive "output" as a message must fit its schema: sessids should be Array',
  ]);
  assert.deepEqual(lab.heard, ["output"]);
  lab.handle.end();
});
