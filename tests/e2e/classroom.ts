import type { BrowserContext, Locator, Page } from "playwright-core";
import { FREE_PORTS, type RunningProgram, startBare } from "./program.ts";

/** A class as its teacher has started it. */
export interface StartedClass extends AsyncDisposable {
  readonly program: RunningProgram;
  readonly teacherUrl: string;
  readonly projectorUrl: string;
  readonly joinUrl: string;
}

/** Starts a class on this machine alone. */
export async function startClass(seats: number): Promise<StartedClass> {
  const args = [...FREE_PORTS, "--host", "127.0.0.1", "--classroom", String(seats)];
  const program = await startBare({ args: [...args, "--set", "negotiationWait=0"] });
  const printed = (label: string) =>
    new RegExp(`${label}: +(\\S+)`).exec(program.printed)?.[1]?.replace("localhost", "127.0.0.1") ??
      "";
  return {
    program,
    teacherUrl: printed("Teacher"),
    projectorUrl: printed("Projector"),
    joinUrl: printed("Join"),
    async [Symbol.asyncDispose]() {
      await program.stop("SIGTERM");
    },
  };
}

/** Opens a page in a tab of its own. */
export async function open(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** Returns the card of a seat on the board. */
export function seat(page: Page, name: string): Locator {
  return page.locator("#seats > li").filter({ has: page.locator("strong", { hasText: name }) });
}

/** Returns the codes that the board shows, the first free seat's first. */
export async function codesOn(board: Page): Promise<readonly string[]> {
  await board.locator("#seats code").first().waitFor();
  return await board.locator("#seats code").allTextContents();
}

/** Takes a seat, at the join address. */
export async function sitDown(context: BrowserContext, url: string, code: string): Promise<Page> {
  const page = await open(context, url);
  // Several pages load at once: what is typed before the field has the focus goes nowhere.
  await page.locator("input:focus").waitFor();
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
  await page.getByText(/^Welcome, Seat\d+\./).waitFor();
  return page;
}
