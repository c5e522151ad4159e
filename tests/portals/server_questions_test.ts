import assert from "node:assert/strict";
import type { Answer } from "../../src/core/boundary/questions.ts";
import { ServerQuestions } from "../../src/portals/server_questions.ts";
import { httpRequest, httpResponse } from "../core/boundary/http_samples.ts";
import { CountedClock } from "./counted_clock.ts";
import { SupervisorLab } from "./supervisor_lab.ts";

const YES = { kind: "answered", value: httpResponse("yes") } as const;
const UNAVAILABLE = (wasSent: boolean) => ({ kind: "unavailable", wasSent } as const);

function ask(lab: SupervisorLab, ms = 5000): Promise<Answer<unknown>> {
  return lab.questions.ask("http", httpRequest(), { deadline: lab.clock.now() + ms });
}

Deno.test("ServerQuestions.ask() asks the Server that is ready", async () => {
  const lab = new SupervisorLab();
  lab.scripts.push({ request: YES });
  await lab.supervisor.start();
  assert.deepEqual(await ask(lab), YES);
  await lab.end();
});

Deno.test("ServerQuestions.ask() waits for the first Server to be ready", async () => {
  const lab = new SupervisorLab();
  lab.scripts.push({ request: YES });
  const asked = ask(lab);
  await lab.supervisor.start();
  assert.deepEqual(await asked, YES);
  await lab.end();
});

Deno.test("ServerQuestions.ask() waits during a reload, and then asks the new Server alone", async () => {
  const lab = await SupervisorLab.started();
  lab.scripts.push({ request: YES });
  lab.server.script = { stop: "hang" };
  const reload = lab.supervisor.reload("reload");
  await lab.settled();
  const asked = ask(lab, 60_000);
  await lab.settled();
  await lab.advance(10_000);
  assert.equal((await reload).kind, "reloaded");
  assert.deepEqual(await asked, YES);
  assert.deepEqual(lab.servers.map((server) => server.asked), [[], ["http"]]);
  await lab.end();
});

Deno.test("ServerQuestions.ask() still hears the old Server's answer while it hands over", async () => {
  const lab = await SupervisorLab.started();
  const old = lab.server;
  const asked = ask(lab);
  await lab.settled();
  old.script = { stop: "hang" };
  const reload = lab.supervisor.reload("reload");
  await lab.settled();
  old.say({ kind: "reply", id: 1, answer: YES });
  assert.deepEqual(await asked, YES);
  old.say({ kind: "stopped" });
  await reload;
  await lab.end();
});

Deno.test("ServerQuestions.ask() hears no answer of a Server that was replaced", async () => {
  const lab = await SupervisorLab.started();
  const old = lab.server;
  const before = ask(lab);
  await lab.settled();
  await lab.supervisor.reload("reload");
  assert.deepEqual(await before, UNAVAILABLE(true));
  const after = ask(lab);
  await lab.settled();
  old.say({ kind: "reply", id: 1, answer: { kind: "unknown" } });
  await lab.settled();
  lab.server.say({ kind: "reply", id: 1, answer: YES });
  assert.deepEqual(await after, YES);
  await lab.end();
});

Deno.test("ServerQuestions.ask() fails with a Server that died of the question, which is asked once", async () => {
  const lab = await SupervisorLab.started();
  lab.server.script = { request: "die" };
  assert.deepEqual(await ask(lab), UNAVAILABLE(true));
  await lab.advance(10_000);
  assert.deepEqual(lab.running, [2]);
  assert.deepEqual(lab.servers.map((server) => server.asked), [["http"], []]);
  await lab.end();
});

Deno.test("ServerQuestions.ask() asks the next Server what the last one never saw", async () => {
  const lab = await SupervisorLab.started();
  lab.scripts.push({ request: YES });
  const asked = ask(lab, 60_000);
  lab.server.die(); // before the batch has crossed
  await lab.advance(10_000);
  assert.deepEqual(await asked, YES);
  assert.deepEqual(lab.servers.map((server) => server.asked), [[], ["http"]]);
  await lab.end();
});

Deno.test("ServerQuestions.ask() gives up at its deadline when no Server comes", async () => {
  const lab = await SupervisorLab.started();
  lab.scripts.push({ load: "hang" });
  lab.server.die();
  await lab.settled();
  const asked = ask(lab, 3000);
  await lab.advance(3000);
  assert.deepEqual(await asked, UNAVAILABLE(false));
  await lab.end();
});

Deno.test("ServerQuestions.ask() waits no more when the Portal ends, or who asked is gone", async () => {
  const lab = new SupervisorLab();
  const client = new AbortController();
  const { signal } = client;
  const limits = { deadline: lab.clock.now() + 5000 };
  const gone = lab.questions.ask("http", httpRequest(), { ...limits, signal });
  const left = lab.questions.ask("http", httpRequest(), limits);
  client.abort();
  assert.deepEqual(await gone, { kind: "aborted" });
  await lab.end();
  assert.deepEqual(await left, UNAVAILABLE(false));
  assert.deepEqual(await lab.questions.ask("http", httpRequest(), limits), UNAVAILABLE(false));
});

Deno.test("ServerQuestions.ask() lets no more wait than it was told", async () => {
  const clock = new CountedClock();
  const questions = new ServerQuestions({ clock, max: 2 });
  const limits = { deadline: clock.now() + 100 };
  const two = [1, 2].map(() => questions.ask("http", httpRequest(), limits));
  assert.deepEqual(await questions.ask("http", httpRequest(), limits), UNAVAILABLE(false));
  assert.equal(clock.live, 2);
  clock.advance(100);
  assert.deepEqual(await Promise.all(two), [UNAVAILABLE(false), UNAVAILABLE(false)]);
  const third = questions.ask("http", httpRequest(), { deadline: clock.now() });
  assert.equal(clock.live, 1);
  clock.advance(0);
  await third;
});
