import assert from "node:assert/strict";
import type { Call } from "../../../src/core/boundary/messages.ts";
import { ManualClock } from "../../../src/core/clock.ts";
import { RecentRenders } from "../../../src/portals/render/recent_renders.ts";
import type { SharedRender } from "../../../src/portals/render/shared_render.ts";

const ROOM = `|wThe hall|n ${"and more ".repeat(20)}`;

function text(markup: string, kwargs: Call[2] = {}): readonly Call[] {
  return [["text", [markup], kwargs]];
}

/** Renders a text in one way, and tells whether that had to be done. */
function isNew(shared: SharedRender, markup: string, way = "plain"): boolean {
  let isRendered = false;
  shared.render(way, markup, () => isRendered = true);
  return isRendered;
}

Deno.test("RecentRenders renders once what is said again, in each way of showing it", () => {
  const recent = new RecentRenders(new ManualClock());
  assert.equal(isNew(recent.of(text(ROOM)), ROOM), true);
  assert.equal(isNew(recent.of(text(ROOM)), ROOM), false);
  assert.equal(isNew(recent.of(text(ROOM)), ROOM, "colours"), true);
  assert.equal(isNew(recent.of(text(`${ROOM}!`)), `${ROOM}!`), true);
});

Deno.test("RecentRenders keeps nothing secret, and nothing but texts that are worth it", () => {
  const recent = new RecentRenders(new ManualClock());
  const prompt: Call = ["prompt", [ROOM], {}];
  const noText: Call = ["text", [7], {}];
  const both = [...text(ROOM), prompt];
  for (
    const calls of [text(ROOM, { type: "secret" }), text("short"), both, [prompt], [noText], []]
  ) {
    assert.notEqual(recent.of(calls), recent.of(calls));
  }
});

Deno.test("RecentRenders forgets what was not shown for a while", () => {
  const clock = new ManualClock();
  const recent = new RecentRenders(clock);
  const first = recent.of(text(ROOM));
  recent.of(text(`${ROOM}!`));
  for (let second = 0; second < 10; second++) {
    clock.advance(1_000);
    assert.equal(recent.of(text(ROOM)), first, "it is shown again and again");
  }
  assert.equal(isNew(recent.of(text(`${ROOM}!`)), `${ROOM}!`), true);
  recent.forget();
  assert.notEqual(recent.of(text(ROOM)), first);
});

Deno.test("RecentRenders keeps no more than a limit, however much is shown", () => {
  const recent = new RecentRenders(new ManualClock());
  const texts = Array.from({ length: 200 }, (_, nth) => `${nth} ${"x".repeat(5_000)}`);
  const first = recent.of(text(ROOM));
  for (const one of texts) {
    isNew(recent.of(text(one)), one);
    assert.equal(recent.of(text(ROOM)), first, "it is shown again and again");
  }
  const kept = texts.toReversed().filter((one) => !isNew(recent.of(text(one)), one));
  assert.ok(kept.length > 25 && kept.length <= 100, `${kept.length} of them are kept`);
});

Deno.test("RecentRenders forgets a text that is shown in ever more ways", () => {
  const recent = new RecentRenders(new ManualClock());
  const first = recent.of(text(ROOM));
  for (let width = 0; width < 1_000; width++) isNew(first, ROOM, `${width} wide`);
  recent.of(text(ROOM));
  assert.notEqual(recent.of(text(ROOM)), first);
});
