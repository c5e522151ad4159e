import assert from "node:assert/strict";
import type { RunningServer } from "../../src/portals/running_server.ts";
import { FakeServer } from "./fake_server.ts";
import { SupervisorLab } from "./supervisor_lab.ts";

Deno.test("Supervisor.stop() lets the Server finish, and ends it", async () => {
  const lab = await SupervisorLab.started();
  const stopping = lab.supervisor.stop();
  assert.equal(lab.supervisor.state.reason, "The server is shutting down");
  lab.type("held, and never told");
  await stopping;
  assert.deepEqual(lab.server.told.at(-1), { kind: "stop", mode: "shutdown" });
  assert.deepEqual(lab.running, []);
  await lab.end();
});

Deno.test("Supervisor.stop() waits its time for a Server that does not answer", async () => {
  const lab = await SupervisorLab.started();
  lab.server.script = { stop: "hang" };
  let isStopped = false;
  const stopping = lab.supervisor.stop().then(() => isStopped = true);
  await lab.advance(9999);
  assert.equal(isStopped, false);
  await lab.advance(1);
  await stopping;
  await lab.end();
});

Deno.test("Supervisor.stop() does not restart a Server that dies while it stops", async () => {
  const lab = await SupervisorLab.started();
  lab.server.script = { stop: "die" };
  await lab.supervisor.stop();
  await lab.advance(60_000);
  assert.equal(lab.servers.length, 1);
  assert.deepEqual(lab.player.shown, []);
  await lab.end();
});

Deno.test("Supervisor.stop() called twice stops once, and both wait for it", async () => {
  const lab = await SupervisorLab.started();
  await Promise.all([lab.supervisor.stop(), lab.supervisor.stop()]);
  await lab.supervisor.stop();
  const stops = lab.server.told.filter(({ kind }) => kind === "stop");
  assert.equal(stops.length, 1);
  await lab.end();
});

Deno.test("Supervisor.stop() before start() leaves nothing to do", async () => {
  const lab = new SupervisorLab();
  await lab.supervisor.stop();
  await lab.end();
});

Deno.test("Supervisor.stop() while the first Server loads ends it", async () => {
  const lab = new SupervisorLab();
  lab.scripts.push({ load: "hang" });
  const starting = lab.supervisor.start();
  await lab.settled();
  await lab.supervisor.stop();
  assert.deepEqual(await starting, { kind: "failed", reason: "it was ended" });
  assert.equal(lab.supervisor.state.reason, "The server is shutting down");
  await lab.end();
});

Deno.test("Supervisor.stop() while a restart waits for its time calls it off", async () => {
  const lab = await SupervisorLab.started();
  lab.server.die();
  await lab.supervisor.stop();
  await lab.advance(60_000);
  assert.equal(lab.servers.length, 1);
  await lab.end();
});

Deno.test("Supervisor.stop() while a restart loads ends what it loads", async () => {
  const lab = await SupervisorLab.started();
  lab.scripts.push({ load: "hang" });
  lab.server.die();
  await lab.advance(0);
  await lab.supervisor.stop();
  await lab.advance(60_000);
  assert.deepEqual(lab.running, []);
  assert.equal(lab.servers.length, 2);
  await lab.end();
});

Deno.test("Supervisor.stop() ends a Server that comes only after that", async () => {
  const spawned = Promise.withResolvers<RunningServer>();
  const lab = new SupervisorLab({ spawn: () => spawned.promise });
  const starting = lab.supervisor.start();
  await lab.settled();
  const stopping = lab.supervisor.stop();
  const late = new FakeServer(1, {});
  spawned.resolve(late);
  await stopping;
  assert.deepEqual(await starting, { kind: "failed", reason: "it was ended" });
  assert.equal(late.terminations, 1);
  await lab.end();
});

for (
  const [moment, script] of [
    ["loads", { load: "hang" }],
    ["takes over", { takeOver: "hang" }],
  ] as const
) {
  Deno.test(`Supervisor.stop() while a reload's new Server ${moment} ends both`, async () => {
    const lab = await SupervisorLab.started();
    lab.scripts.push(script);
    const reloading = lab.supervisor.reload("reload");
    await lab.settled();
    await lab.supervisor.stop();
    assert.equal((await reloading).kind, "refused");
    assert.deepEqual(lab.running, []);
    await lab.end();
  });
}

Deno.test("Supervisor.stop() while the old Server hands over ends both", async () => {
  const lab = await SupervisorLab.started();
  lab.server.script = { stop: "hang" };
  const reloading = lab.supervisor.reload("reload");
  await lab.settled();
  const stopping = lab.supervisor.stop();
  await lab.advance(10_000);
  await stopping;
  assert.deepEqual(await reloading, { kind: "refused", reason: "the server is shutting down" });
  assert.deepEqual(lab.running, []);
  await lab.end();
});
