import assert from "node:assert/strict";
import type { CDPSession, Page } from "playwright-core";
import type { RecordedSession } from "../../../src/portals/conformance/recording_sink.ts";
import { pageTest, show } from "./page_visit.ts";
import { webOptions } from "./web_fixture.ts";

const FRAMES = 60;
const LINE =
  "|rred|n, |lclook|ltthe |bblue|n box|le, and what is said of both in a line of its own";

/** Shows lines, many at a time, until the page has as many as that. */
async function fill(page: Page, session: RecordedSession, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += 500) {
    const lines = Array.from({ length: 500 }, (_, nth) => `${LINE} ${at + nth}`);
    for (let part = 0; part < 500; part += 100) {
      show(session, ["text", [lines.slice(part, part + 100).join("\n")], {}]);
    }
    await page.evaluate(`new Promise((resolve) => requestAnimationFrame(function look() {
      const last = document.querySelector("#lines").lastElementChild?.textContent ?? "";
      last.endsWith(" ${at + 499}") ? resolve() : requestAnimationFrame(look);
    }))`);
  }
}

/** Returns the middle time between frames, in milliseconds, while one types, scrolls and is told news. */
async function frameTime(page: Page, session: RecordedSession): Promise<number> {
  const line = page.locator("#line"); // by its label takes long to find among so many elements
  await line.focus();
  const measured = page.evaluate<number[]>(`new Promise((resolve) => {
    const times = [];
    let last = performance.now();
    requestAnimationFrame(function look(now) {
      times.push(now - last);
      last = now;
      times.length < ${FRAMES} ? requestAnimationFrame(look) : resolve(times);
    });
  })`);
  for (const key of ["PageUp", "PageDown", "PageUp", "PageDown"]) {
    show(session, ["text", [LINE], {}]);
    await page.keyboard.type("typing");
    await page.keyboard.press(key);
  }
  const times = (await measured).sort((one, other) => one - other);
  await line.fill("");
  return times[FRAMES / 2] ?? Number.NaN;
}

/** Returns the bytes of the page's objects, and how many nodes it has, after what is unused went. */
async function memory(
  cdp: CDPSession,
): Promise<{ readonly bytes: number; readonly nodes: number }> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return { bytes: value("JSHeapUsedSize"), nodes: value("Nodes") };
}

pageTest(
  "client 27. after 10,000 lines the page scrolls and types as after 500, in bounded memory",
  async (
    { page, session },
  ) => {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Performance.enable");
    await fill(page, session, 0, 500);
    const fast = await frameTime(page, session);
    await fill(page, session, 500, 5_000);
    const full = await memory(cdp);
    await fill(page, session, 5_000, 10_000);
    const late = await frameTime(page, session);
    const end = await memory(cdp);
    const told = `${fast} ms then ${late} ms; ${full.bytes} then ${end.bytes} bytes, ` +
      `${full.nodes} then ${end.nodes} nodes`;
    assert.ok(late <= 2 * fast, told);
    assert.ok(end.bytes <= 3 * full.bytes, told);
    assert.ok(end.nodes <= 1.2 * full.nodes, told);
  },
  { limits: { ...webOptions().limits, maxBufferedBytes: 10_000_000 } },
);

/** What was asked for to show the page, and when: in milliseconds since it was opened. */
interface Loading {
  readonly painted: number;
  readonly interactive: number;
  readonly files: readonly {
    readonly start: number;
    readonly sent: number;
    readonly size: number;
  }[];
}

const LOADING = `new Promise((resolve) => new PerformanceObserver((list) => {
  const [paint] = list.getEntriesByName("first-contentful-paint");
  if (paint === undefined) return;
  resolve({
    painted: paint.startTime,
    interactive: performance.getEntriesByType("navigation")[0].domInteractive,
    files: performance.getEntriesByType("resource").filter(({ name }) => /[.](?:js|css)$/.test(name))
      .map(({ startTime, encodedBodySize, decodedBodySize }) =>
        ({ start: startTime, sent: encodedBodySize, size: decodedBodySize })),
  });
}).observe({ type: "paint", buffered: true }))`;

pageTest("client 28. all files are asked for at once, and sent compressed", async ({ page }) => {
  const { painted, interactive, files } = await page.evaluate<Loading>(LOADING);
  const told = `painted after ${painted} ms, read after ${interactive} ms`;
  assert.ok(painted > 0, told);
  assert.ok(files.length >= 2 && files.length <= 6, `${files.length} files`);
  assert.ok(
    files.every(({ start }) => start <= interactive),
    `${told}: ${files.map(({ start }) => start)}`,
  );
  assert.ok(files.reduce((sum, { sent }) => sum + sent, 0) < 60_000);
  assert.ok(files.every(({ sent, size }) => sent < size));
});
