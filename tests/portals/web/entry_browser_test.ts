import assert from "node:assert/strict";
import type { RecordedSession } from "../../../src/portals/conformance/recording_sink.ts";
import { pageTest } from "./page_visit.ts";
import { becomes } from "../../e2e/becomes.ts";

/** Returns the lines that came and nobody has waited for; that one types may have come as well. */
function linesOf(session: RecordedSession): readonly unknown[] {
  return session.waiting().filter(({ kind }) => kind === "line");
}

pageTest(
  "client 3. an entry has several lines with Shift+Enter, and they are sent in order",
  async (
    { page, session },
  ) => {
    const line = page.getByLabel("Type a command");
    const height = async () => (await line.boundingBox())?.height ?? 0;
    const low = await height();
    await line.pressSequentially("say one");
    await line.press("Shift+Enter");
    await line.pressSequentially("say two");
    await line.press("Shift+Enter");
    await line.pressSequentially("say three");
    assert.ok(await height() > low * 1.5, "the field grows");
    assert.deepEqual(linesOf(session), []);
    await line.press("Enter");
    for (const sent of ["say one", "say two", "say three"]) {
      assert.equal((await session.nextOf("line")).line, sent);
    }
    await becomes(() => line.inputValue(), "");
    assert.equal(await height(), low);
    await line.press("ArrowUp");
    await becomes(() => line.inputValue(), "say one\nsay two\nsay three");
  },
);

pageTest("client 4. Up and Down walk within an entry of several lines before they leave it", async (
  { page, session },
) => {
  const line = page.getByLabel("Type a command");
  await line.fill("look");
  await line.press("Enter");
  await session.nextOf("line");
  await line.fill("one\ntwo");
  await line.press("ArrowUp");
  await becomes(() => line.inputValue(), "one\ntwo");
  await line.press("ArrowUp");
  await becomes(() => line.inputValue(), "look");
  await line.press("ArrowDown");
  await becomes(() => line.inputValue(), "one\ntwo");
});

pageTest("client 5. Ctrl+R searches what was typed before", async ({ page, session }) => {
  const line = page.getByLabel("Type a command");
  for (const typed of ["say Good evening.", "look", "say Good night.", "north"]) {
    await line.fill(typed);
    await line.press("Enter");
    await session.nextOf("line");
  }
  await line.fill("half typed");
  await line.press("Control+r");
  const search = page.getByRole("combobox", { name: "Search what you typed before" });
  await becomes(() => search.evaluate((element) => element.matches(":focus")), true);
  await page.keyboard.type("GOOD");
  const found = page.getByRole("option");
  await becomes(() => found.allTextContents(), ["say Good night.", "say Good evening."]);
  await page.keyboard.press("Control+r");
  await becomes(() => found.nth(1).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Enter");
  await becomes(() => line.inputValue(), "say Good evening.");
  await becomes(() => line.evaluate((element) => element.matches(":focus")), true);
  assert.deepEqual(linesOf(session), [], "it can still be changed");

  await line.press("Control+r");
  await page.keyboard.type("xyzzy");
  await page.getByText("You typed nothing like that.").waitFor();
  await page.keyboard.press("Escape");
  await becomes(() => line.inputValue(), "say Good evening.");
  assert.equal(await search.isVisible(), false);
});

pageTest("client 13. on a phone nothing moves sideways, zooms, or hides the field", async (
  { page, session },
) => {
  await page.setViewportSize({ width: 360, height: 640 });
  const sizes = await page.evaluate<number[]>(
    `[...document.querySelectorAll("#entry :is(input, textarea)")]
      .map((field) => parseFloat(getComputedStyle(field).fontSize))`,
  );
  assert.equal(sizes.length, 3);
  assert.ok(sizes.every((size) => size >= 16), `a phone zooms in on less than 16px: ${sizes}`);
  assert.equal(
    await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    ),
    0,
  );
  // A keyboard that covers the page and leaves its size as it is.
  await page.evaluate(`{
    Object.defineProperty(visualViewport, "height", { value: 300, configurable: true });
    visualViewport.dispatchEvent(new Event("resize"));
  }`);
  const field = await page.getByLabel("Type a command").boundingBox();
  assert.ok(field !== null && field.y + field.height <= 300, "above the keyboard");
  const state = await page.locator("#state-text").boundingBox();
  assert.ok(state !== null && state.y >= 0);
  await page.getByLabel("Type a command").fill("look");
  await page.keyboard.press("Enter");
  assert.equal((await session.nextOf("line")).line, "look");
});
