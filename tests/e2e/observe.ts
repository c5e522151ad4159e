import type { BrowserContext, Page } from "playwright-core";
import type { RunningProgram } from "./program.ts";

/** Opens the observatory of a program, and waits until it is live. */
export async function observe(
  context: BrowserContext,
  { webPort }: RunningProgram,
): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1600, height: 900 });
  await page.goto(`http://127.0.0.1:${webPort}/observatory`);
  await page.locator('#link[data-state="live"]').waitFor();
  return page;
}

/** Chooses a session's card, and waits until the page shows that one. */
export async function chooseCard(page: Page, sessid: number): Promise<void> {
  const card = `.card[data-sessid="${sessid}"]`;
  await page.locator(card).click();
  await page.locator(`${card}[aria-selected="true"]`).waitFor();
}
