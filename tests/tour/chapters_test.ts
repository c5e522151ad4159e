import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import type { Chapter } from "../../src/tour/chapter.ts";
import { CHAPTERS } from "../../src/tour/chapters/chapters.ts";
import { goldenOf, printedTour } from "./printed_tour.ts";

for (const chapter of CHAPTERS) {
  Deno.test(`chapter ${chapter.number} says what is so, and prints its golden output (VESTIBULE_UPDATE=1 writes it anew)`, async () => {
    const { text, isTrue } = await printedTour([chapter]);
    assert.ok(isTrue, text);
    if (Deno.env.get("VESTIBULE_UPDATE") === "1") writeFileSync(goldenOf(chapter), text);
    assert.equal(text, readFileSync(goldenOf(chapter), "utf8"));
  });
}

Deno.test("the tour has ten chapters, each with two sentences and something that it claims", async () => {
  assert.deepEqual(CHAPTERS.map(({ number }) => number), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  for (const { seen } of CHAPTERS) {
    assert.deepEqual(seen.map((sentence) => /^[A-Z][^.!?]*\.$/.test(sentence)), [true, true]);
  }
  const { text } = await printedTour(CHAPTERS);
  const parts = CHAPTERS.reduce((sum, { modes = [2] }) => sum + modes.length, 0);
  assert.ok((text.match(/✓/g)?.length ?? 0) >= parts * 2);
});

Deno.test("terminalTour() tells when a chapter says what is not so", async () => {
  const [connect] = CHAPTERS;
  assert.ok(connect);
  const untrue: Chapter = {
    ...connect,
    claims: () => [{ says: "Nobody came.", holds: false }],
  };
  const { text, isTrue } = await printedTour([untrue]);
  assert.equal(isTrue, false);
  assert.match(text, /✗ Nobody came\./);
});

Deno.test("a chapter is untrue when nothing happens in it but that people come", async () => {
  const idle = (chapter: Chapter): Chapter => ({
    ...chapter,
    async *script(stage) {
      for (const name of ["Anna", "Bert", "Carl", "Anna's second client"]) {
        // Whom claims ask for has to be there; what they ask about has not happened.
        if (!stage.visitors.some((visitor) => visitor.name === name)) await stage.connect(name);
      }
      yield "Nothing happens.";
    },
  });
  // The first is about nothing else.
  for (const chapter of CHAPTERS.slice(1)) {
    const { isTrue, text } = await printedTour([idle(chapter)]);
    assert.equal(isTrue, false, text);
  }
});

Deno.test("whatever the width, no line of the tour is wider", async () => {
  for (const width of [30, 59, 60, 120]) {
    const { text } = await printedTour(CHAPTERS.slice(2, 5), { width });
    assert.deepEqual(text.split("\n").filter((line) => line.length > width), []);
  }
});
