import assert from "node:assert/strict";
import { browserTest } from "./browser.ts";
import { BrowserPage } from "./browser_page.ts";
import { startProgram } from "./program.ts";

/** How many columns wide the page is, and the words of tables that are on more lines than one. */
const LOOK = `({
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  boxes: [...document.querySelectorAll(".lines > .block")]
    .map((box) => box.getBoundingClientRect().right - box.parentElement.getBoundingClientRect().right),
  torn: [...document.querySelectorAll("th")].map((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
    return { word: cell.textContent, lines: tops.size };
  }).filter(({ word, lines }) => !word.includes(" ") && lines > 1).map(({ word }) => word),
})`;

interface Look {
  /** Columns of the page, in CSS pixels, beyond those of the window. */
  readonly overflow: number;
  /** How far each block reaches out of what holds it. */
  readonly boxes: readonly number[];
  readonly torn: readonly string[];
}

browserTest("wide tables and long lists fit on a small phone, with words whole", async (
  { browser },
) => {
  await using program = await startProgram();
  const context = await browser.newContext({
    ...{ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
  });
  const visitor = await BrowserPage.open(context, program.webPort);
  await visitor.send('create anna "correct horse"');
  await visitor.until("Your characters");
  for (
    const [line, shown] of [["sessions", "Puppet"], ["option", "At login"], ["help", "General"]]
  ) {
    await visitor.send(line ?? "");
    await visitor.until(shown ?? "");
    await visitor.shoot(`blocks_${line}`);
    const look = await visitor.page.evaluate<Look>(LOOK);
    assert.equal(look.overflow, 0, line);
    assert.deepEqual(look.torn, [], line);
    assert.ok(look.boxes.every((over) => over <= 0), `${line}: ${look.boxes}`);
  }
  const lists = visitor.page.getByRole("list");
  assert.ok(await lists.count() >= 2, "chapters of help are lists to a screen reader");
  assert.ok(await visitor.page.getByRole("table").count() >= 2);
  assert.ok(await visitor.page.getByRole("columnheader", { name: "Puppet" }).count() === 1);
  assert.ok(await visitor.page.getByRole("heading", { name: "General" }).count() === 1);
});
