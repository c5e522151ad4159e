import assert from "node:assert/strict";
import type { ServerMessage } from "../../src/core/boundary/messages.ts";
import { ShownCalls } from "../../src/portals/secrets/shown_calls.ts";
import type { SupervisedSessions } from "../../src/portals/supervised_sessions.ts";
import { SupervisorLab } from "./supervisor_lab.ts";

const RUNNING = { ready: true, reason: "", zombies: 0 };

Deno.test("Supervisor numbers its Servers from where it is told, so that no two processes meet", async () => {
  const lab = await SupervisorLab.started({ firstEpoch: 700_001 });
  assert.equal((await lab.supervisor.reload("reload")).kind, "reloaded");
  assert.deepEqual(lab.servers.map(({ epoch }) => epoch), [700_001, 700_002]);
  await lab.end();
});

Deno.test("Supervisor.start() starts a Server, tells it of the sessions and watches it", async () => {
  const lab = new SupervisorLab();
  assert.deepEqual(lab.supervisor.state, {
    ready: false,
    reason: "The Server is starting",
    zombies: 0,
  });
  assert.deepEqual(await lab.supervisor.start(), {
    kind: "started",
    plugins: ["builtin"],
    claimable: true,
  });
  assert.deepEqual(lab.supervisor.state, RUNNING);
  await lab.settled();
  assert.deepEqual(lab.server.told.map(({ kind }) => kind), ["sync", "flags"]);
  await lab.advance(1000);
  assert.equal(lab.server.pings, 1);
  await lab.end();
});

for (
  const [what, script, reason] of [
    ["does not load", { load: "fail" }, "a bug at plugin.ts:1:1"],
    ["dies while loading", { load: "die" }, "a bug at world.ts:3:1"],
    ["cannot take over", { takeOver: "fail" }, "a bug at plugin.ts:1:1"],
    ["dies while taking over", { takeOver: "die" }, "a bug at world.ts:3:1"],
  ] as const
) {
  Deno.test(`Supervisor.start() fails, and tries no more, when the Server ${what}`, async () => {
    const lab = new SupervisorLab();
    lab.scripts.push(script);
    assert.deepEqual(await lab.supervisor.start(), { kind: "failed", reason });
    assert.deepEqual(lab.running, []);
    assert.equal(lab.clock.live, 0);
    await lab.advance(1_000_000);
    assert.equal(lab.servers.length, 1);
    assert.equal(lab.supervisor.state.ready, false);
    await lab.end();
  });
}

Deno.test("Supervisor.start() fails when a Server cannot be had at all", async () => {
  const lab = new SupervisorLab({
    spawn: () => Promise.reject(new Error("Cannot read the settings")),
  });
  const outcome = await lab.supervisor.start();
  assert.deepEqual(outcome, { kind: "failed", reason: "Cannot read the settings" });
  await lab.end();
});

Deno.test("Supervisor.start() gives up when the Server takes too long to load", async () => {
  const lab = new SupervisorLab();
  lab.scripts.push({ load: "hang" });
  const starting = lab.supervisor.start();
  await lab.advance(10_000);
  assert.deepEqual(await starting, {
    kind: "failed",
    reason: 'it was not "loaded" within 10000 ms: ' +
      "look for a loop or a wait without end where a module is loaded",
  });
  await lab.end();
});

Deno.test("Supervisor.reload() puts a new Server in place of the old one", async () => {
  const lab = await SupervisorLab.started();
  const old = lab.server;
  assert.deepEqual(await lab.supervisor.reload("reload"), { kind: "reloaded", heldMs: 0 });
  assert.deepEqual(lab.running, [2]);
  assert.deepEqual(old.told.at(-1), { kind: "stop", mode: "reload" });
  const [sync] = lab.server.told;
  assert.equal(sync?.kind === "sync" && sync.mode, "reload");
  assert.deepEqual(lab.supervisor.state, RUNNING);
  assert.deepEqual(lab.player.shown, []);
  await lab.end();
});

Deno.test("reload 12. Supervisor.reload() resets when it is asked to", async () => {
  const lab = await SupervisorLab.started();
  await lab.supervisor.reload("reset");
  const [sync] = lab.server.told;
  assert.equal(sync?.kind === "sync" && sync.mode, "reset");
  await lab.end();
});

Deno.test("2.4.3 Supervisor.reload() holds what is typed from hand-over to ready, and no longer", async () => {
  const lab = await SupervisorLab.started();
  const old = lab.server;
  lab.scripts.push({ load: "hang", takeOver: "hang" });
  const reloading = lab.supervisor.reload("reload");
  await lab.settled();
  lab.type("to the old one, while the new one loads");
  lab.server.say({ kind: "loaded", plugins: [] });
  await lab.settled();
  lab.type("held");
  await lab.settled();
  assert.deepEqual(old.lines, ["to the old one, while the new one loads"]);
  assert.deepEqual(lab.server.lines, []);

  lab.clock.advance(70);
  lab.server.say({ kind: "ready", claimable: false });
  assert.deepEqual(await reloading, { kind: "reloaded", heldMs: 70 });
  lab.type("to the new one");
  await lab.settled();
  assert.deepEqual(lab.server.lines, ["held", "to the new one"]);
  await lab.end();
});

Deno.test("reload 3. Supervisor tells how long input was held, from a death on as well", async () => {
  const lab = await SupervisorLab.started();
  const takeOver = async (begin: () => unknown, ms: number) => {
    lab.scripts.push({ takeOver: "hang" });
    begin();
    await lab.advance(0);
    lab.clock.advance(ms);
    lab.server.say({ kind: "ready", claimable: false });
    await lab.settled();
  };
  await takeOver(() => lab.supervisor.reload("reload"), 70);
  await takeOver(() => lab.server.die(), 90);
  const ready = lab.traced.filter(({ kind }) => kind === "server:ready").map(({ data }) => data);
  assert.deepEqual(ready, [
    { mode: "cold", epoch: 1, heldMs: 0 },
    { mode: "reload", epoch: 2, heldMs: 70 },
    { mode: "crash", epoch: 3, heldMs: 90 },
  ]);
  await lab.end();
});

for (
  const [what, script, reason] of [
    ["does not load", { load: "fail" }, "a bug at plugin.ts:1:1"],
    ["dies while loading", { load: "die" }, "a bug at world.ts:3:1"],
  ] as const
) {
  Deno.test(`Supervisor.reload() leaves the old Server alone when the new one ${what}`, async () => {
    const lab = await SupervisorLab.started();
    const old = lab.server;
    lab.scripts.push(script);
    assert.deepEqual(await lab.supervisor.reload("reload"), { kind: "refused", reason });
    assert.deepEqual(lab.running, [1]);
    assert.deepEqual(lab.reasons("server:refuse"), [reason]);
    assert.deepEqual(lab.supervisor.state, RUNNING);
    lab.type("look");
    await lab.settled();
    assert.deepEqual(old.lines, ["look"]);
    await lab.end();
  });
}

Deno.test("reload 9. Supervisor.reload() leaves the old Server alone when new code hangs", async () => {
  const lab = await SupervisorLab.started();
  lab.scripts.push({ load: "hang" });
  const reloading = lab.supervisor.reload("reload");
  await lab.advance(10_000);
  assert.deepEqual(await reloading, {
    kind: "refused",
    reason: 'it was not "loaded" within 10000 ms: ' +
      "look for a loop or a wait without end where a module is loaded",
  });
  assert.deepEqual(lab.running, [1]);
  assert.deepEqual(lab.supervisor.state, { ready: true, reason: "", zombies: 1 });
  await lab.end();
});

Deno.test("Supervisor.reload() refuses while one is under way", async () => {
  const lab = await SupervisorLab.started();
  const first = lab.supervisor.reload("reload");
  assert.deepEqual(await lab.supervisor.reload("reload"), {
    kind: "refused",
    reason: "a reload is under way already",
  });
  assert.equal((await first).kind, "reloaded");
  assert.equal((await lab.supervisor.reload("reload")).kind, "reloaded");
  assert.deepEqual(lab.running, [3]);
  await lab.end();
});

Deno.test("Supervisor.reload() refuses before the first Server is up, and after stop()", async () => {
  const lab = new SupervisorLab();
  const starting = lab.supervisor.start();
  assert.deepEqual(await lab.supervisor.reload("reload"), {
    kind: "refused",
    reason: "the server is starting",
  });
  await starting;
  const stopping = lab.supervisor.stop();
  assert.deepEqual(await lab.supervisor.reload("reload"), {
    kind: "refused",
    reason: "the server is shutting down",
  });
  await stopping;
  await lab.end();
});

Deno.test("Supervisor.reload() does not wait for ever for the old Server", async () => {
  const lab = await SupervisorLab.started();
  const old = lab.server;
  old.script = { stop: "hang", ping: "hang" };
  const reloading = lab.supervisor.reload("reload");
  await lab.settled();
  lab.type("held");
  await lab.advance(10_000);
  assert.equal((await reloading).kind, "reloaded");
  await lab.settled();
  const [sync] = lab.server.told;
  assert.equal(sync?.kind === "sync" && sync.mode, "crash", "nothing was handed over");
  assert.deepEqual(lab.server.lines, ["held"]);
  assert.deepEqual(old.lines, []);
  assert.equal(lab.supervisor.state.zombies, 1);
  await lab.end();
});

Deno.test("Supervisor.reload() goes on when the old Server dies while the new one loads", async () => {
  const lab = await SupervisorLab.started();
  const old = lab.server;
  lab.scripts.push({ load: "hang" });
  const reloading = lab.supervisor.reload("reload");
  await lab.settled();
  old.die();
  await lab.settled();
  assert.equal(lab.supervisor.state.ready, false);
  lab.type("held");
  lab.server.say({ kind: "loaded", plugins: [] });
  assert.equal((await reloading).kind, "reloaded");
  await lab.advance(60_000);
  assert.deepEqual(lab.running, [2], "one Server took over, and no other was started");
  assert.deepEqual(lab.server.lines, ["held"]);
  await lab.end();
});

Deno.test("Supervisor.reload() restarts when the old Server dies and the new one is bad", async () => {
  const lab = await SupervisorLab.started();
  const old = lab.server;
  lab.scripts.push({ load: "hang" });
  const reloading = lab.supervisor.reload("reload");
  await lab.settled();
  old.die();
  lab.server.say({ kind: "failed", error: "a bug at plugin.ts:1:1", isDamage: false });
  assert.equal((await reloading).kind, "refused");
  await lab.advance(0);
  assert.deepEqual(lab.running, [3]);
  assert.deepEqual(lab.supervisor.state, RUNNING);
  await lab.end();
});

Deno.test("Supervisor.reload() restarts when the new Server dies while taking over", async () => {
  const lab = await SupervisorLab.started();
  lab.scripts.push({ takeOver: "die" });
  const reloading = lab.supervisor.reload("reload");
  lab.type("held");
  assert.deepEqual(await reloading, { kind: "refused", reason: "a bug at world.ts:3:1" });
  assert.equal(lab.supervisor.state.ready, false);
  await lab.advance(0);
  assert.deepEqual(lab.running, [3]);
  assert.deepEqual(lab.supervisor.state, RUNNING);
  await lab.end();
});

Deno.test("2.4.3 Supervisor.reload() loses no line when the new Server dies while taking over", async () => {
  const lab = await SupervisorLab.started();
  lab.scripts.push({ takeOver: "hang" });
  const reloading = lab.supervisor.reload("reload");
  await lab.settled();
  lab.type("one");
  lab.server.die();
  await reloading;
  lab.type("two");
  await lab.advance(0);
  assert.deepEqual(lab.server.lines, ["one", "two"]);
  await lab.end();
});

Deno.test("Supervisor tells the player who asked in the game what became of a reload", async () => {
  const lab = await SupervisorLab.started();
  const old = lab.server;
  lab.scripts.push({ load: "fail" });
  old.say({ kind: "control", action: "reload", sessid: 1 });
  await lab.settled();
  assert.deepEqual(old.told.at(-1), {
    kind: "outcome",
    sessid: 1,
    ok: false,
    text: "a bug at plugin.ts:1:1",
  });
  old.say({ kind: "control", action: "reset", sessid: 1 });
  await lab.settled();
  assert.deepEqual(lab.server.told.at(-1), { kind: "outcome", sessid: 1, ok: true, text: "" });
  old.say({ kind: "control", action: "shutdown", sessid: 1 });
  lab.server.say({ kind: "control", action: "shutdown", sessid: 1 });
  await lab.settled();
  assert.equal(lab.shutdowns, 1, "the old Server is not heard any more");
  await lab.end();
});

Deno.test("Supervisor.start() tells the first Server how it comes to start", async () => {
  const lab = new SupervisorLab();
  assert.equal((await lab.supervisor.start("crash")).kind, "started");
  const modes = lab.server.told.flatMap((message) => message.kind === "sync" ? message.mode : []);
  assert.deepEqual(modes, ["crash"]);
  await lab.end();
});

Deno.test("Supervisor drives whatever stands for the sessions, and passes on what concerns them", async () => {
  const calls: string[] = [];
  const received: ServerMessage[] = [];
  const sessions: SupervisedSessions = {
    shown: new ShownCalls(),
    uids: [],
    hold: () => void calls.push("hold"),
    resync(mode, send) {
      calls.push(`resync ${mode}`);
      send({ kind: "sync", mode, portalStart: 0, sessions: [] });
    },
    release: () => void calls.push("release"),
    putBack: (unsent) => void calls.push(`putBack ${unsent.length}`),
    receive: (message) => void received.push(message),
    announce: () => void calls.push("announce"),
  };
  const lab = await SupervisorLab.started({ sessions });
  const said: readonly ServerMessage[] = [
    { kind: "output", sessids: [7_000_000_001], calls: [] },
    { kind: "ran", lines: [[7_000_000_001, 3]] },
    { kind: "joined", portal: 7 },
    { kind: "gate", bans: [] },
  ];
  for (const message of said) lab.server.say(message);
  await lab.settled();
  assert.deepEqual(received, said);
  assert.equal((await lab.supervisor.reload("reload")).kind, "reloaded");
  assert.deepEqual(calls, [
    ...["resync cold", "release"],
    ...["hold", "putBack 0", "resync reload", "release"],
  ]);
  await lab.end();
});
