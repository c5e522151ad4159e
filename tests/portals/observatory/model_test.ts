import assert from "node:assert/strict";
import { LIFECYCLE } from "../../../src/core/boundary/lifecycle.ts";
import { Model } from "../../../src/portals/observatory/client/model.js";
import { FakeVisits } from "./fake_visit.ts";

type Watched = NonNullable<Model["watched"]>;

function watched(house = "main"): Watched {
  return { serverName: "The Old House", house, access: "full", lifecycle: LIFECYCLE };
}

/** A model of two sessions, and the visits that it shows. */
function opened(limit = 10_000): { readonly model: Model; readonly visits: FakeVisits } {
  const visits = new FakeVisits(1_000);
  visits.connect(1);
  visits.pass(100);
  visits.connect(2);
  const model = new Model(() => {});
  const base = { at: 1_000, sessions: [] };
  model.open(watched(), { base, events: [...visits.events] }, { limit });
  return { model, visits };
}

Deno.test("observatory 7. Model.hold() keeps what is shown, and counts the rows that come", () => {
  const { model, visits } = opened();
  model.show({ groups: new Set(["client"]) });
  const [shown, told] = [model.rows.length, visits.events.length];
  model.hold();
  visits.input(1, "look");
  visits.input(2, "look");
  model.add(visits.events.slice(told));
  assert.equal(model.rows.length, shown);
  assert.equal(model.waiting, 2);
  model.release();
  assert.equal(model.rows.length, shown + 2);
  assert.equal(model.waiting, 0);
});

Deno.test("observatory 17. Model.holdAt() shows sessions, rows and last steps as they were", () => {
  const { model } = opened();
  model.holdAt(1_050);
  assert.deepEqual([...model.sessions.keys()], [1]);
  assert.deepEqual(new Set(model.rows.map(({ event }) => event.sessid)), new Set([1]));
  assert.deepEqual([...model.lastSteps.keys()], [1]);
  model.release();
  assert.deepEqual([...model.sessions.keys()], [1, 2]);
});

Deno.test("Model shows the oldest that it has while time is held before it", () => {
  const { model, visits } = opened(512);
  model.holdAt(1_000);
  const told = visits.events.length;
  for (let nth = 0; nth < 200; nth++) visits.say(1, `line ${nth}`);
  model.add(visits.events.slice(told));
  assert.ok(model.timeline.dropped > 0);
  assert.equal(model.rows.length, 0);
  assert.deepEqual([...model.sessions.keys()], [1, 2]);
});

Deno.test("Model.open() keeps the chosen session and moment of the same house, and none of another", () => {
  const { model, visits } = opened();
  const recorded = { base: { at: 1_000, sessions: [] }, events: visits.events };
  model.show({ sessid: 2 });
  model.holdAt(1_120);
  model.open(watched(), recorded);
  assert.equal(model.filter.sessid, 2);
  assert.equal(model.isHeld, true);
  model.open(watched("tour-1"), recorded);
  assert.equal(model.filter.sessid, null);
  assert.equal(model.isHeld, false);
});
