import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { browserTest } from "../../e2e/browser.ts";
import { chooseCard } from "../../e2e/observe.ts";
import { FakeObservatory } from "./fake_observatory.ts";
import { FakeVisits, helloOf } from "./fake_visit.ts";

/** A browser's page at an observatory whose stream says what a test says. */
export interface Watching {
  readonly page: Page;
  readonly fake: FakeObservatory;
  readonly visits: FakeVisits;
  /** Tells the stream of what the visits have done since the last time. */
  tell(): void;
  /** The card of a session. */
  card(sessid: number): Locator;
  /** Chooses a session, and waits until the page shows that one. */
  choose(sessid: number): Promise<void>;
}

/** How a page is opened. */
export interface WatchingOptions {
  /** Makes what happened before; a few visits unless given. */
  readonly visits?: () => FakeVisits;
  /** What the stream says first, where it differs. */
  readonly hello?: Readonly<Record<string, unknown>>;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: "dark" | "light";
}

/** Registers a test of the observatory's page; it fails when the browser complains. */
export function observatoryTest(
  name: string,
  test: (watching: Watching) => Promise<void>,
  options: WatchingOptions = {},
): void {
  const { hello = {}, viewport = { width: 1600, height: 900 }, colorScheme = "dark" } = options;
  browserTest(name, async ({ browser }) => {
    const visits = (options.visits ?? fewVisits)();
    await using fake = await FakeObservatory.start({ ...helloOf(visits), ...hello });
    const context = await browser.newContext({ viewport, colorScheme, acceptDownloads: true });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    let told = visits.events.length;
    const tell = () => {
      fake.tell("events", visits.events.slice(told));
      told = visits.events.length;
    };
    const card = (sessid: number) => page.locator(`.card[data-sessid="${sessid}"]`);
    const choose = (sessid: number) => chooseCard(page, sessid);
    await page.goto(`http://127.0.0.1:${fake.port}/observatory`);
    await page.locator('#link[data-state="live"]').waitFor();
    await test({ page, fake, visits, tell, card, choose });
    await context.close();
    assert.deepEqual(complaints.filter((text) => !/\b(?:403|503)\b|ERR_/.test(text)), []);
  });
}

/** Two sessions, of which one speaks. */
export function fewVisits(): FakeVisits {
  const visits = new FakeVisits(Date.now() - 60_000);
  visits.connect(1);
  visits.pass(10_000);
  visits.login(1, "Anna");
  visits.pass(5_000);
  visits.puppet(1);
  visits.pass(5_000);
  visits.connect(2, "websocket");
  visits.pass(5_000);
  visits.say(1, "hello <b>there</b>");
  return visits;
}

/** Waits until an element shows a text and no other: it is drawn a moment after what led to it. */
export async function shows(element: Locator, text: string | RegExp): Promise<void> {
  const hasText = typeof text === "string" ? new RegExp(`^\\s*${RegExp.escape(text)}\\s*$`) : text;
  await element.filter({ hasText }).waitFor();
}
