import assert from "node:assert/strict";
import { FakeVisits } from "./fake_visit.ts";
import { observatoryTest } from "./page_fixture.ts";

/** Scrolls from end to end by steps, a frame each, and returns how long the frames took. */
const SCROLL = `new Promise((resolve) => {
  const scroller = document.getElementById("sequence");
  const frames = [];
  let before = performance.now();
  scroller.scrollTop = 0;
  requestAnimationFrame(function turn(now) {
    frames.push(now - before);
    before = now;
    scroller.scrollTop += 4000;
    const isDone = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
    if (isDone) resolve(frames.sort((one, other) => one - other));
    else requestAnimationFrame(turn);
  });
})`;

const COUNT = 20_000;

function manyEvents(): FakeVisits {
  const visits = new FakeVisits(Date.now() - 600_000);
  for (let sessid = 1; sessid <= 20; sessid++) {
    visits.connect(sessid);
    visits.login(sessid, `Player${sessid}`);
    visits.puppet(sessid);
  }
  while (visits.events.length < COUNT) {
    visits.pass(20);
    visits.say(1 + visits.events.length % 20, `words ${visits.events.length}`);
  }
  return visits;
}

observatoryTest(
  `${COUNT} events are scrolled through with a screen of elements, and take new ones meanwhile`,
  async ({ page, visits, tell }) => {
    const shown = await page.locator(".row").count();
    assert.ok(shown < 100, `${shown} rows are elements`);
    const frames = await page.evaluate<number[]>(SCROLL);
    const median = frames[Math.floor(frames.length / 2)] ?? Infinity;
    const nearWorst = frames[Math.floor(frames.length * 0.95)] ?? Infinity;
    console.log(
      `${frames.length} frames: median ${median.toFixed(1)} ms, 95 % ${nearWorst.toFixed(1)} ms`,
    );
    assert.ok(await page.locator(".row").count() < 100);
    visits.say(1, "one more");
    tell();
    await page.locator(".row:visible").getByText("one more").last().waitFor();
  },
  { visits: manyEvents },
);
