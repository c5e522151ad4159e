import type { BrowserContext, Page } from "playwright-core";
import type { Call } from "../../../src/core/boundary/messages.ts";
import type { RecordedSession } from "../../../src/portals/conformance/recording_sink.ts";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import type { WebOptions } from "../../../src/portals/web/listen_web.ts";
import { browserTest } from "../../e2e/browser.ts";
import { type WebFixture, withWeb } from "./web_fixture.ts";

/** A page that is connected, and the server's side of it. */
export interface Visit {
  readonly page: Page;
  readonly session: RecordedSession;
  /** What the browser complained about, blocked content included. */
  readonly complaints: readonly string[];
}

/** Opens the page of a web portal in a tab of its own. */
export async function visit(web: WebFixture, context: BrowserContext): Promise<Visit> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`http://127.0.0.1:${web.port}/`);
  const session = await web.sink.session();
  await session.nextOf("settled");
  return { page, session, complaints };
}

/** Registers a test of the page, connected to a web portal. */
export function pageTest(
  name: string,
  test: (visit: Visit, web: WebFixture) => Promise<void>,
  changes: Partial<WebOptions> = {},
): void {
  browserTest(name, ({ context }) =>
    withWeb(async (web) => {
      await test(await visit(web, context), web);
      await context.close(); // before the portal, so that the page does not try to come back
    }, changes));
}

/** Shows calls to the page, as the game would. */
export function show(session: RecordedSession, ...calls: Call[]): void {
  session.connection.deliver(calls, new SharedRender());
}
