import type { Page } from "playwright-core";

/** Saves a picture in the folder that `VESTIBULE_SHOTS` names, if it does. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = Deno.env.get("VESTIBULE_SHOTS");
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}
