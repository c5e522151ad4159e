import type { BrowserContext, Cookie, Page } from "playwright-core";
import { becomes } from "./becomes.ts";
import { PASSWORD } from "./players.ts";

/** The cookie by which a browser is known, as the browser keeps it. */
export async function signInCookie(context: BrowserContext): Promise<Cookie | undefined> {
  return (await context.cookies()).find(({ name }) => name === "vestibule");
}

/** Waits until a browser is signed in whose page has logged in: a request of its own does it. */
export function browserSignedIn(context: BrowserContext): Promise<void> {
  return becomes(async () => await signInCookie(context) !== undefined, true, "is signed in");
}

/** Fills in the form of signing in, and sends it. */
export async function fillIn(page: Page, name: string, password: string = PASSWORD): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Opens the page of signing in, and signs in. */
export async function signIn(page: Page, origin: string, name: string): Promise<void> {
  await page.goto(`${origin}/login`);
  await fillIn(page, name);
  await page.getByText("out of character").first().waitFor();
}
