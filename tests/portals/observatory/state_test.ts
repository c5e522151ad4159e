import assert from "node:assert/strict";
import fc from "fast-check";
import { LIFECYCLE, type SessionStep } from "../../../src/core/boundary/lifecycle.ts";
import { sessionsOf, stepSessions } from "../../../src/portals/observatory/client/state.js";
import { Timeline } from "../../../src/portals/observatory/client/timeline.js";
import type { TraceEvent } from "../../../src/core/trace/trace.ts";
import { FakeVisits } from "./fake_visit.ts";

/** What may be done next to one of a few sessions: connect it, take a step, change it, end it. */
const doing = fc.record({
  sessid: fc.integer({ min: 1, max: 4 }),
  choice: fc.nat(),
  value: fc.integer({ min: 0, max: 1_000 }),
});

/** Plays what is legal of a plan. */
function play(plan: readonly { sessid: number; choice: number; value: number }[]): FakeVisits {
  const visits = new FakeVisits(1_000);
  for (const { sessid, choice, value } of plan) {
    visits.pass(value % 5);
    const known = visits.sessions.find((sync) => sync.sessid === sessid);
    if (known === undefined) {
      visits.connect(sessid);
      continue;
    }
    // the keys of a table of steps are steps
    const steps = Object.keys(LIFECYCLE[known.state]) as SessionStep[];
    const acts = [
      ...steps.map((step) => () =>
        step === "disconnect" ? visits.leave(sessid) : visits.step(sessid, step)
      ),
      () => visits.sync(sessid, { cmdTotal: value }),
      () => visits.server({ kind: "login", sessid, uid: value, uname: `n${value}` }, sessid),
      () => visits.say(sessid, "hello"),
      () =>
        visits.portal({
          ...{ kind: "flags", sessid, settled: false, seen: 0 },
          ...{ flags: { screenWidth: value }, sources: { screenWidth: "client" } },
        }, sessid),
    ];
    acts[choice % acts.length]?.();
  }
  return visits;
}

const plans = fc.array(doing, { maxLength: 60 });

Deno.test("stepSessions() forgets a session that goes on at another Portal", () => {
  const visits = new FakeVisits(1_000);
  visits.connect(7);
  const before = sessionsOf(visits.sessions);
  const moved: TraceEvent = {
    seq: 1,
    at: 1_000,
    level: "info",
    kind: "portal:moveOut",
    sessid: 7,
    data: {},
  };

  assert.deepEqual([...before.keys()], [7]);
  assert.deepEqual([...stepSessions(before, moved).keys()], []);
});

Deno.test("stepSessions() gives the sessions that there are, whatever happened", () => {
  fc.assert(fc.property(plans, (plan) => {
    const visits = play(plan);
    const sessions = visits.events.reduce(stepSessions, sessionsOf([]));
    assert.deepEqual([...sessions.values()].sort(bySessid), [...visits.sessions].sort(bySessid));
  }));
});

function bySessid(one: { readonly sessid: number }, other: { readonly sessid: number }): number {
  return one.sessid - other.sessid;
}

Deno.test("stepSessions() changes neither the sessions nor a map that it was given", () => {
  const visits = new FakeVisits(0);
  visits.connect(1);
  let sessions = sessionsOf([]);
  for (const event of visits.events) {
    const before = structuredClone(sessions);
    const given = sessions;
    sessions = stepSessions(given, event);
    assert.deepEqual(given, before);
  }
});

Deno.test("stepSessions() returns the same map for what changes nothing, a session that is gone included", () => {
  const visits = new FakeVisits(0);
  visits.connect(1);
  const sessions = sessionsOf(visits.sessions);
  const told = { seq: 1, at: 0, level: "debug" } as const;
  const step = { step: "login", from: "unloggedin", to: "loggedin" };
  const events: readonly TraceEvent[] = [
    { ...told, kind: "client:input", sessid: 1, data: { calls: [] } },
    { ...told, kind: "wall:server", data: { message: { kind: "ready", claimable: false } } },
    { ...told, kind: "session:step", sessid: 7, data: step },
    { ...told, kind: "portal:disconnect", sessid: 7, data: { reason: "quit" } },
  ];
  for (const event of events) assert.equal(stepSessions(sessions, event), sessions, event.kind);
});

Deno.test("stepSessions() takes a sync of all for all the sessions that there are", () => {
  const visits = new FakeVisits(0);
  visits.connect(1);
  visits.connect(2);
  const [first] = visits.sessions;
  assert.ok(first !== undefined);
  const message = { kind: "sync", mode: "crash", portalStart: 0, sessions: [first] };
  const event = { seq: 1, at: 0, level: "debug", kind: "wall:portal", data: { message } } as const;
  assert.deepEqual(stepSessions(sessionsOf(visits.sessions), event), new Map([[1, first]]));
});

Deno.test("Timeline gives the sessions after any number of events, as playing those events does", () => {
  fc.assert(
    fc.property(plans, fc.nat(), (plan, place) => {
      const { events } = play(plan);
      const timeline = new Timeline({ at: 0, sessions: [] }, { limit: 100_000 });
      timeline.add(events);
      const count = place % (events.length + 1);
      assert.deepEqual(
        timeline.sessionsAfter(count),
        events.slice(0, count).reduce(stepSessions, sessionsOf([])),
      );
    }),
    { numRuns: 50 },
  );
});

Deno.test("Timeline rolls its base forward over the events that it drops", () => {
  const visits = new FakeVisits(1_000);
  for (let sessid = 1; sessid <= 60; sessid++) {
    visits.connect(sessid);
    visits.say(sessid, "hello");
    if (sessid % 3 === 0) visits.leave(sessid);
  }
  const timeline = new Timeline({ at: 0, sessions: [] }, { limit: 512 });
  for (const event of visits.events) timeline.add([event]);
  assert.ok(timeline.dropped > 0);
  assert.equal(timeline.dropped + timeline.events.length, visits.events.length);
  assert.ok(timeline.events.length <= 512);
  const { sessions } = timeline.base;
  const before = visits.events.slice(0, timeline.dropped).reduce(stepSessions, sessionsOf([]));
  assert.deepEqual(sessions, [...before.values()]);
  assert.deepEqual(timeline.sessionsAfter(0), before);
  assert.deepEqual([...timeline.now.values()], visits.sessions);
});

Deno.test("Timeline.countAt() counts the events up to a moment, that moment's included", () => {
  const visits = new FakeVisits(1_000);
  visits.connect(1);
  const timeline = new Timeline({ at: 900, sessions: [] }, { limit: 1_000 });
  timeline.add(visits.events);
  for (const time of [0, 999, 1_000, 1_020, 1_038, 2_000]) {
    assert.equal(timeline.countAt(time), visits.events.filter(({ at }) => at <= time).length);
  }
  assert.equal(timeline.span.from, 900);
  assert.equal(timeline.span.to, visits.events.at(-1)?.at);
});
