import assert from "node:assert/strict";
import type { SessionSync } from "../../../src/core/boundary/messages.ts";
import { EventRing } from "../../../src/portals/observatory/event_ring.ts";
import { session } from "./fake_house.ts";

const LIMITS = { ageMs: 20_000, events: 100, characters: 10_000 } as const;

/** As many sessions as have come by then. */
function sessions(count: number): readonly SessionSync[] {
  return Array.from({ length: count }, (_, index) => session(index + 1));
}

const NOBODY = { at: 0, sessions: [] } as const;

/** Each event is the number of sessions after it. */
function filled(count: number, everyMs: number): EventRing {
  const ring = new EventRing(NOBODY, LIMITS);
  for (let index = 1; index <= count; index++) {
    ring.add(String(index));
    ring.roll(index * everyMs, () => sessions(index));
  }
  return ring;
}

/** The sessions before the first event, and one more with each: nothing is missing between. */
function assertFits(ring: EventRing): void {
  const events: number[] = JSON.parse(ring.json);
  const first = ring.from.sessions.length + 1;
  assert.deepEqual(events, Array.from({ length: events.length }, (_, index) => first + index));
}

Deno.test("EventRing holds everything while there is little", () => {
  const ring = filled(50, 1);
  assert.equal(ring.count, 50);
  assert.equal(ring.from.sessions.length, 0);
  assertFits(ring);
});

Deno.test("EventRing forgets the oldest when there are too many, and knows the sessions of then", () => {
  const ring = filled(1_000, 1);
  assert.ok(ring.count <= 100, `${ring.count} events`);
  assert.ok(ring.count > 80, `${ring.count} events`);
  assertFits(ring);
});

Deno.test("EventRing forgets what is too old", () => {
  const ring = filled(60, 1_000);
  assert.ok(ring.count <= 21, `${ring.count} events`);
  assert.ok(ring.count >= 19, `${ring.count} events`);
  assertFits(ring);
});

Deno.test("EventRing forgets the oldest when the events are too long", () => {
  const ring = new EventRing(NOBODY, LIMITS);
  for (let index = 1; index <= 50; index++) {
    ring.add(`"${"x".repeat(998)}"`);
    ring.roll(index, () => sessions(index));
  }
  assert.ok(ring.json.length <= 10_100, `${ring.json.length} characters`);
  assert.equal(ring.from.sessions.length + ring.count, 50);
});
