import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { KEYS } from "../../../src/portals/web/client/keys.js";
import { violationsOf } from "../../e2e/axe.ts";
import { pageTest, show } from "./page_visit.ts";
import { becomes } from "../../e2e/becomes.ts";

/** Returns the colour of what is behind the page, and of a text in it. */
async function colorsOf(page: Page, text: string): Promise<readonly string[]> {
  const color = await page.getByText(text, { exact: true }).evaluate((element) =>
    element.ownerDocument.defaultView?.getComputedStyle(element).color ?? ""
  );
  return [await page.evaluate<string>("getComputedStyle(document.body).backgroundColor"), color];
}

pageTest("client 9. each theme changes the page and the colours of the game's text", async (
  { page, session },
) => {
  show(session, ["text", ["|rred|n and plain"], {}]);
  await page.getByText("red", { exact: true }).waitFor();
  await page.emulateMedia({ colorScheme: "light" });
  const light = await colorsOf(page, "red");
  const seen = new Map([["system", light]]);
  await page.keyboard.press("F2");
  for (const theme of ["Light", "Dark", "High contrast"]) {
    await page.getByRole("radio", { name: theme }).check();
    seen.set(theme, await colorsOf(page, "red"));
    assert.deepEqual(await violationsOf(page), [], theme);
  }
  assert.deepEqual(seen.get("Light"), light);
  assert.deepEqual(seen.get("Dark"), ["rgb(20, 22, 27)", "rgb(244, 138, 140)"]);
  assert.deepEqual(seen.get("High contrast"), ["rgb(0, 0, 0)", "rgb(255, 176, 178)"]);
  await page.getByRole("radio", { name: "As the system" }).check();
  await page.emulateMedia({ colorScheme: "dark" });
  assert.deepEqual(await colorsOf(page, "red"), seen.get("Dark"));
});

pageTest("client 10. larger letters are larger, and the server is told that less fits", async (
  { page, session },
  { clock },
) => {
  clock.advance(100); // ends the pause after the size told at the opening
  show(session, ["text", ["words"], {}]);
  const height = async () => (await page.getByText("words").boundingBox())?.height ?? 0;
  await page.getByText("words").waitFor();
  const before = await height();
  const columns = await page.evaluate<number>("document.querySelector('#lines').clientWidth");
  await page.keyboard.press("F2");
  await page.getByRole("slider", { name: "Size of the letters" }).fill("200");
  const { flags } = await session.nextOf("flags");
  assert.ok(Number(flags.screenWidth) < 70, `${flags.screenWidth} in ${columns} pixels`);
  assert.ok(await height() > before * 1.8);
  await page.getByText("200 %").waitFor();
});

pageTest("client 11. screen-reader mode reads plain lines in one polite region", async (
  { page, session },
  { clock },
) => {
  clock.advance(100);
  await page.keyboard.press("F2");
  await page.getByRole("checkbox", { name: "Screen-reader mode" }).check();
  assert.equal((await session.nextOf("flags")).flags.screenReader, true);
  await page.keyboard.press("Escape");
  show(session, ["text", ["|rThe hall.|n\n========\nA |bdoor|n."], {}], ["prompt", ["Name? "], {}]);
  const spoken = page.locator("#spoken");
  await page.getByText("Name?").first().waitFor();
  await becomes(() => spoken.textContent(), "The hall.\nA door.\nName? \n");
  assert.equal(await spoken.locator("*:not(span)").count(), 0);
  const live = await page.evaluate<string[]>(
    `[...document.querySelectorAll("body > :not(dialog), body > :not(dialog) *")]
      .filter((element) => element.matches("[aria-live], [role=status], [role=log], [role=alert]"))
      .filter((element) => element.getAttribute("aria-live") !== "off" && element.closest("[hidden]") === null)
      .filter(({ textContent }) => textContent.trim() !== "")
      .map(({ id }) => id)`,
  );
  assert.deepEqual(live, ["spoken"]);
  assert.equal(await page.locator(".mark").isVisible(), false);
  assert.equal(await page.locator(".dot").isVisible(), false);
  assert.equal(await page.locator("#lines .fg").count(), 0, "no colours");
});

pageTest(
  "client 16. what was chosen holds when the page is loaded again, and in other tabs",
  async (
    { page },
  ) => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await page.keyboard.press("F2");
    await page.getByRole("radio", { name: "High contrast" }).check();
    await other.locator(`html[data-theme="contrast"]`).waitFor();
    await page.reload();
    await becomes(() => page.locator("html").getAttribute("data-theme"), "contrast");
    await page.evaluate(`localStorage.setItem("vestibule.settings", '{"theme":[],"textSize":150')`);
    await page.reload();
    await page.getByText("Connected", { exact: true }).waitFor();
    await becomes(() => page.locator("html").getAttribute("data-theme"), "system");
  },
);

pageTest("client 29. a panel tells every key that the page knows", async ({ page }) => {
  const panel = page.getByRole("dialog", { name: "Keys" });
  await page.keyboard.press("F1");
  await panel.waitFor();
  const told = await panel.locator("kbd").allTextContents();
  assert.deepEqual(told, KEYS.flatMap(({ keys }) => keys));
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Keys" }).click();
  await panel.waitFor();
});

/** How a key that a script asks for is called in the panel. */
const NAMES: Readonly<Record<string, RegExp>> = {
  ArrowUp: /↑/,
  ArrowDown: /↓/,
  PageUp: /Page Up/,
  PageDown: /Page Down/,
  Home: /Ctrl\+Home/,
  End: /Ctrl\+End/,
  r: /Ctrl\+R/,
};

Deno.test("client 29. no key that a script of the page asks for is left out of the panel", async () => {
  const folder = new URL("../../../src/portals/web/client/", import.meta.url);
  const asked = new Set<string>();
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(".js")) continue;
    const source = await Deno.readTextFile(new URL(name, folder));
    for (const [, key = ""] of source.matchAll(/\bkey [!=]== "([^"]+)"/g)) asked.add(key);
  }
  asked.delete("a"); // copies, as everywhere
  asked.delete("vestibule.settings");
  const told = KEYS.flatMap(({ keys }) => keys).join(" ");
  for (const key of asked) assert.match(told, NAMES[key] ?? new RegExp(key), key);
  assert.ok(asked.size >= 8);
});
