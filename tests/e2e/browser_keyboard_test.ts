import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { browserTest } from "./browser.ts";
import { BrowserPage } from "./browser_page.ts";
import { PASSWORD } from "./players.ts";
import { startProgram } from "./program.ts";
import { becomes } from "./becomes.ts";
import { browserSignedIn } from "./sign_in_page.ts";

/** Whether something shows where the keyboard is: a ring round it, or round the row of the field. */
const FOCUS_SEEN = `{
  const element = document.activeElement;
  const row = element.closest(".row");
  const ring = ({ outlineStyle, boxShadow }) => outlineStyle !== "none" || boxShadow !== "none";
  element !== document.body && (ring(getComputedStyle(element)) ||
    row !== null && ring(getComputedStyle(row)));
}`;

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await becomes(() => page.evaluate(FOCUS_SEEN), true, `the focus is seen after ${key}`);
  }
}

browserTest("client 12. a whole visit by keyboard alone, and the focus is always seen", async (
  { context },
) => {
  await using program = await startProgram();
  const visitor = await BrowserPage.open(context, program.webPort);
  const { page } = visitor;
  for (const line of [`create anna "${PASSWORD}"`, "charcreate Anna", "done", "yes"]) {
    await visitor.send(line);
  }
  await visitor.until("Exits:");
  const theme = () => page.locator("html").getAttribute("data-theme");

  await press(page, "F2", "Tab", "ArrowRight");
  assert.equal(await theme(), "light");
  await press(page, "ArrowRight", "ArrowRight");
  assert.equal(await theme(), "contrast");
  await press(page, "Tab", "ArrowRight", "Tab", "Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await press(page, "F1", "Escape");

  await visitor.send("look"); // typing finds the field, wherever the focus was
  await visitor.until("Exits:");
  await press(page, "F6", "PageUp", "Escape", "Shift+Tab");
  await becomes(() => page.evaluate("document.activeElement.textContent"), "north");
  await press(page, "Enter");
  await visitor.until("Hall");
  await press(page, "ArrowUp", "Control+r");
  await page.keyboard.type("lo");
  await press(page, "Enter", "Enter");
  await visitor.until("Hall");
  await visitor.send("quit");
  await page.locator("#state[data-state=ended]").waitFor();
  await press(page, "Enter");
  await page.locator("#state[data-state=open]").waitFor();
  assert.deepEqual(visitor.complaints, []);
});

browserTest(
  "client 21. a second tab is a second session, with a field and a text of its own",
  async (
    { context },
  ) => {
    await using program = await startProgram();
    const first = await BrowserPage.open(context, program.webPort);
    await first.send(`create anna "${PASSWORD}"`);
    await first.until("Your characters");
    await browserSignedIn(context);
    const second = await BrowserPage.open(context, program.webPort);
    await second.send("time");
    await second.page.getByText("› time").waitFor();
    await first.send("sessions");
    await first.page.getByRole("columnheader", { name: "Puppet" }).last().waitFor();
    const listed = first.page.locator("#lines table", { hasText: "Puppet" }).last().locator(
      "tbody tr",
    );
    await becomes(() => listed.count(), 2, "signed in, the second is the same account's");
    assert.equal(await first.page.getByText("› time").count(), 0);
    assert.equal(await second.page.getByText("› sessions").count(), 0);
    assert.equal(first.connections, 1);
    assert.equal(second.connections, 1);
  },
);
