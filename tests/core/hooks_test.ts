import assert from "node:assert/strict";
import { ManualClock } from "../../src/core/clock.ts";
import type { HookEvents } from "../../src/core/hook_events.ts";
import { Hooks } from "../../src/core/hooks.ts";
import { TimeLimit } from "../../src/core/time_limit.ts";
import { Trace, type TraceEvent } from "../../src/core/trace/trace.ts";

// Hooks hand the event on and never look at it.
const EVENT = {} as HookEvents["session:connect"];

function lab({ timeLimit = 5000 } = {}) {
  const clock = new ManualClock();
  const trace = new Trace(() => clock.now());
  const events: TraceEvent[] = [];
  trace.read((event) => events.push(event));
  const hooks = new Hooks({ clock, trace, timeLimit, limit: new TimeLimit(20) });
  const called: string[] = [];
  const note = (name: string) => () => void called.push(name);
  return { clock, hooks, events, called, note };
}

Deno.test("Hooks.emit() calls those who watch, one after the other, each to its end", async () => {
  const { hooks, called, note } = lab();
  const slow = Promise.withResolvers<void>();
  hooks.on("session:connect", "one", async () => {
    note("one begins")();
    await slow.promise;
    note("one ends")();
  });
  hooks.on("session:connect", "two", note("two"));
  hooks.on("session:login", "other", note("other"));
  const emitted = hooks.emit("session:connect", EVENT);
  assert.deepEqual(called, ["one begins"]);
  slow.resolve();
  await emitted;
  assert.deepEqual(called, ["one begins", "one ends", "two"]);
});

Deno.test("Hooks.on() watches until it is disposed of", async () => {
  const { hooks, called, note } = lab();
  const watching = hooks.on("session:connect", "one", note("one"));
  hooks.on("session:connect", "two", note("two"));
  await hooks.emit("session:connect", EVENT);
  watching[Symbol.dispose]();
  await hooks.emit("session:connect", EVENT);
  assert.deepEqual(called, ["one", "two", "two"]);
});

Deno.test("Hooks.emit() calls nobody whom a moment does not concern, and those of whom it fails to know", async () => {
  const { hooks, called, note, events } = lab();
  hooks.on("session:connect", "no", note("no"), () => false);
  hooks.on("session:connect", "yes", note("yes"), (event) => event === EVENT);
  hooks.on("session:connect", "unknown", note("unknown"), () => {
    throw new Error("a class of a plugin's");
  });
  await hooks.emit("session:connect", EVENT);
  assert.deepEqual(called, ["yes", "unknown"]);
  assert.deepEqual(events, []);
});

Deno.test("Hooks.emit() names who threw, and tells the others all the same", async () => {
  const { hooks, called, note, events } = lab();
  hooks.on("session:connect", "thrower", () => {
    throw new Error("at once");
  });
  hooks.on("session:connect", "rejecter", () => Promise.reject(new Error("later")));
  hooks.on("session:connect", "good", note("good"));
  await hooks.emit("session:connect", EVENT);
  assert.deepEqual(called, ["good"]);
  assert.deepEqual(
    events.map(({ kind, level, data }) => [kind, level, data.plugin, data.hook]),
    [
      ["plugin:fail", "error", "thrower", "session:connect"],
      ["plugin:fail", "error", "rejecter", "session:connect"],
    ],
  );
  assert.match(String(events[0]?.data.error), /^Error: at once\n/);
});

Deno.test("Hooks.emit() waits no longer than the time limit for one who never ends", async () => {
  const { hooks, called, note, events, clock } = lab({ timeLimit: 5000 });
  hooks.on("session:connect", "sleeper", () => new Promise(() => {}));
  hooks.on("session:connect", "good", note("good"));
  const emitted = hooks.emit("session:connect", EVENT);
  clock.advance(4999);
  await Promise.resolve();
  assert.deepEqual(called, []);
  clock.advance(1);
  await emitted;
  assert.deepEqual(called, ["good"]);
  assert.deepEqual(events.map(({ data }) => data.plugin), ["sleeper"]);
  assert.match(String(events[0]?.data.error), /must end within 5000 ms/);
});

Deno.test("Hooks.emit() leaves no timer behind when a hook ends in time", async () => {
  const { hooks, events, clock } = lab({ timeLimit: 5000 });
  hooks.on("session:connect", "quick", () => Promise.resolve());
  await hooks.emit("session:connect", EVENT);
  clock.advance(10_000);
  await Promise.resolve();
  assert.deepEqual(events, []);
});

Deno.test("Hooks.emit() ends one who loops, names it, and tells the others", async () => {
  const { hooks, called, note, events } = lab();
  hooks.on("session:connect", "looper", () => {
    for (;;);
  });
  hooks.on("session:connect", "good", note("good"));
  await hooks.emit("session:connect", EVENT);
  assert.deepEqual(called, ["good"]);
  assert.deepEqual(events.map(({ kind, level, data }) => [kind, level, data]), [
    ["plugin:endless", "error", { plugin: "looper", hook: "session:connect" }],
  ]);
});

Deno.test("Hooks.ask() returns the answer, and none of what throws or does not come back", () => {
  const { hooks, events } = lab();
  assert.equal(hooks.ask("own", "sum", () => 3), 3);
  const failing = hooks.ask("own", "broken", () => {
    throw new Error("no answer");
  });
  const endless = hooks.ask("own", "loop", () => {
    for (;;);
  });
  assert.deepEqual([failing, endless], [undefined, undefined]);
  assert.deepEqual(events.map(({ kind, data }) => [kind, data?.plugin, data?.hook]), [
    ["plugin:fail", "own", "broken"],
    ["plugin:endless", "own", "loop"],
  ]);
});
