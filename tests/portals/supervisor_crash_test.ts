import assert from "node:assert/strict";
import { measured } from "../reliability/measured.ts";
import { SupervisorLab } from "./supervisor_lab.ts";

const STOPPED = "|yThe world has stopped. One moment, it is being started again.|n";
const GIVEN_UP = "|rThe world cannot be started. Staff has to look; you stay connected.|n";

Deno.test("2.1.1, 2.4.3 Supervisor restarts a Server that dies, and tells the players", async () => {
  const lab = await SupervisorLab.started();
  lab.server.die();
  assert.deepEqual(lab.supervisor.state, {
    ready: false,
    reason: "The Server failed and is being started again",
    zombies: 0,
  });
  lab.type("held");
  await lab.advance(0);
  assert.deepEqual(lab.running, [2]);
  const [sync] = lab.server.told;
  assert.equal(sync?.kind === "sync" && sync.mode, "crash");
  assert.deepEqual(lab.server.lines, ["held"]);
  assert.deepEqual(lab.player.shown, [STOPPED]);
  assert.deepEqual(lab.reasons("server:lost"), ["a bug at world.ts:3:1"]);
  assert.equal(lab.supervisor.state.ready, true);
  await lab.end();
});

Deno.test("Supervisor restarts a Server that misses its heartbeats, and counts it", async () => {
  const lab = await SupervisorLab.started();
  lab.server.script = { ping: "hang" };
  await lab.advance(3000);
  assert.deepEqual(lab.running, [1]);
  await lab.advance(1000);
  assert.deepEqual(lab.running, [2]);
  assert.deepEqual(lab.reasons("server:lost"), ["it gave no sign of life for 3000 ms"]);
  assert.deepEqual(lab.supervisor.state, { ready: true, reason: "", zombies: 1 });
  await lab.end();
});

Deno.test("2.1.1 Supervisor restarts later and later, and gives up after five in a minute", async () => {
  let givenUp = 0;
  const lab = await SupervisorLab.started({ onGiveUp: () => givenUp++ });
  lab.scripts.push(...Array.from({ length: 5 }, () => ({ load: "die" } as const)));
  const started: number[] = [];
  lab.server.die();
  const from = lab.clock.now();
  for (let step = 0; step < 600; step++) {
    const before = lab.servers.length;
    await lab.advance(step === 0 ? 0 : 100);
    if (lab.servers.length > before) started.push(lab.clock.now() - from);
  }
  assert.deepEqual(started, [0, 500, 1500, 3500, 7500]);
  assert.deepEqual(lab.supervisor.state, {
    ready: false,
    reason: "The Server kept failing; an operator must look",
    zombies: 0,
  });
  assert.deepEqual(lab.player.shown, [STOPPED, GIVEN_UP]);
  assert.equal(givenUp, 1);
  assert.equal(lab.clock.live, 0);
  await lab.end();
});

Deno.test("crash 8. Supervisor gives up on a Server that starts well and dies again and again", async () => {
  const lab = await SupervisorLab.started();
  const from = lab.clock.now();
  for (let death = 0; death < 6; death++) {
    lab.server.die();
    await lab.advance(5000);
  }
  assert.equal(lab.servers.length, 6);
  assert.equal(lab.supervisor.state.ready, false);
  assert.deepEqual(lab.player.shown, [...Array(5).fill(STOPPED), GIVEN_UP]);
  const gaveUp = lab.traced.find(({ kind }) => kind === "server:give_up");
  const seconds = ((gaveUp?.at ?? from) - from) / 1000;
  measured("crash 8", `given up after ${lab.servers.length} Servers died in ${seconds} s`);
  await lab.end();
});

Deno.test("Supervisor.reload() revives a world that was given up", async () => {
  const lab = await SupervisorLab.started();
  for (let death = 0; death < 6; death++) {
    lab.server.die();
    await lab.advance(5000);
  }
  lab.type("held all the time");
  assert.equal((await lab.supervisor.reload("reload")).kind, "reloaded");
  await lab.settled();
  const [sync] = lab.server.told;
  assert.equal(sync?.kind === "sync" && sync.mode, "crash");
  assert.deepEqual(lab.server.lines, ["held all the time"]);
  assert.equal(lab.supervisor.state.ready, true);

  lab.server.die();
  await lab.advance(0);
  assert.equal(lab.supervisor.state.ready, true, "it is restarted as if nothing had been");
  await lab.end();
});

Deno.test("Supervisor.reload() while a restart waits for its time comes instead of it", async () => {
  const lab = await SupervisorLab.started();
  lab.scripts.push({ load: "die" });
  lab.server.die();
  await lab.advance(0);
  assert.equal((await lab.supervisor.reload("reload")).kind, "reloaded");
  await lab.advance(60_000);
  assert.deepEqual(lab.running, [3]);
  assert.equal(lab.servers.length, 3);
  await lab.end();
});

Deno.test("Supervisor.reload() refuses while a restart is under way", async () => {
  const lab = await SupervisorLab.started();
  lab.scripts.push({ load: "hang" });
  lab.server.die();
  await lab.advance(0);
  assert.deepEqual(await lab.supervisor.reload("reload"), {
    kind: "refused",
    reason: "the server is being started again",
  });
  await lab.end();
});

Deno.test("crash 7. Supervisor stops restarting when all cores but one may be held by Servers", async () => {
  const lab = await SupervisorLab.started({ cores: 3 });
  for (let hang = 0; hang < 2; hang++) {
    lab.server.script = { ping: "hang" };
    await lab.advance(4000);
  }
  assert.deepEqual(lab.supervisor.state, {
    ready: false,
    reason: "The Server hung, and its thread cannot be ended: restart the whole process",
    zombies: 2,
  });
  assert.deepEqual(lab.reasons("server:give_up"), [
    "The Server hung, and its thread cannot be ended: restart the whole process",
  ]);
  assert.deepEqual(lab.player.shown, [STOPPED, GIVEN_UP]);
  assert.equal((await lab.supervisor.reload("reload")).kind, "reloaded", "staff may insist");
  await lab.end();
});

Deno.test("crash 7. Supervisor tells each new Server that hangs to the next that is ready, and no old one", async () => {
  const lab = await SupervisorLab.started({ cores: 8 });
  const zombies = () => lab.server.told.filter(({ kind }) => kind === "zombies");
  for (const count of [1, 2]) {
    lab.server.script = { ping: "hang" };
    await lab.advance(5000);
    assert.deepEqual(zombies(), [{ kind: "zombies", count }]);
  }
  lab.server.die();
  await lab.advance(1000);
  assert.equal((await lab.supervisor.reload("reload")).kind, "reloaded");
  assert.deepEqual(zombies(), []);

  lab.scripts.push({ load: "hang" });
  const { server } = lab;
  const reloading = lab.supervisor.reload("reload");
  await lab.advance(10_000);
  assert.equal((await reloading).kind, "refused");
  assert.deepEqual(server.told.at(-1), { kind: "zombies", count: 3 });
  await lab.end();
});

Deno.test("crash 8. Supervisor tries no more once what is kept is damaged, says so, and reloads when it is mended", async () => {
  const lab = await SupervisorLab.started();
  lab.scripts.push({ load: "damaged" });
  lab.server.die();
  await lab.advance(60_000);
  assert.equal(lab.servers.length, 2);
  assert.deepEqual(lab.supervisor.state, {
    ready: false,
    reason: "Cannot read object 12",
    zombies: 0,
  });
  assert.deepEqual(lab.reasons("server:give_up"), ["Cannot read object 12"]);
  assert.deepEqual(lab.player.shown, [STOPPED, GIVEN_UP]);
  assert.equal((await lab.supervisor.reload("reload")).kind, "reloaded");
  await lab.end();
});

Deno.test("Supervisor restarts a Server that dies however few cores there are", async () => {
  const lab = await SupervisorLab.started({ cores: 1 });
  lab.server.die();
  await lab.advance(0);
  assert.equal(lab.supervisor.state.ready, true);
  await lab.end();
});

Deno.test("crash 6. Supervisor counts a Server that hangs while taking over, and restarts", async () => {
  const lab = await SupervisorLab.started();
  lab.scripts.push({ takeOver: "hang" });
  lab.server.die();
  await lab.advance(0);
  await lab.advance(10000);
  await lab.advance(500);
  assert.deepEqual(lab.running, [3]);
  assert.deepEqual(lab.supervisor.state, { ready: true, reason: "", zombies: 1 });
  await lab.end();
});

Deno.test("Supervisor forwards the Server's trace, and tells of faults at the wall", async () => {
  const lab = await SupervisorLab.started();
  const event = {
    seq: 7,
    at: 5,
    kind: "session:login",
    level: "info" as const,
    data: { name: "anna" },
  };
  lab.server.say({ kind: "trace", events: [event] });
  lab.server.say({ kind: "disconnect", sessids: [-1], reason: "quit", text: null });
  await lab.settled();
  const forwarded = lab.traced.find(({ kind }) => kind === "session:login");
  assert.deepEqual(forwarded?.data, { name: "anna" });
  const faults = lab.traced.filter(({ kind }) => kind === "boundary:fault");
  assert.deepEqual(faults.map(({ data }) => data.error), [
    'Cannot receive "disconnect" as a message must fit its schema: sessids.0 should be >=1',
  ]);
  assert.equal(lab.supervisor.state.ready, true);
  await lab.end();
});
