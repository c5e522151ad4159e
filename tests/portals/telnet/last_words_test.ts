import assert from "node:assert/strict";
import { ManualClock } from "../../../src/core/clock.ts";
import { LastWords } from "../../../src/portals/telnet/last_words.ts";

const YOUNG_MS = 2000;

/** What was typed and answered by a first screen, `agoMs` before nothing more can be heard. */
async function wordsAfterScreen(agoMs: number) {
  const clock = new ManualClock();
  const words = new LastWords(clock, () => {}, { youngMs: YOUNG_MS });
  words.heard();
  words.said();
  clock.advance(agoMs);
  let isOver = false;
  void words.answered().then(() => isOver = true);
  const isOverAfter = async (ms: number) => {
    clock.advance(ms);
    await Promise.resolve();
    return isOver;
  };
  return { words, isOverAfter, isOverAtOnce: await isOverAfter(0) };
}

Deno.test("LastWords waits for who typed just before, whatever was said since: it may be the first screen", async () => {
  const { words, isOverAfter, isOverAtOnce } = await wordsAfterScreen(YOUNG_MS - 1);
  assert.ok(!isOverAtOnce);
  words.said();
  assert.ok(!await isOverAfter(YOUNG_MS - 1));
  assert.ok(await isOverAfter(1));
});

Deno.test("LastWords does not wait for who typed long before and was answered", async () => {
  const { isOverAtOnce } = await wordsAfterScreen(YOUNG_MS);
  assert.ok(isOverAtOnce);
});
