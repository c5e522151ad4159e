import { type Browser, type BrowserContext, chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Headless, without a sandbox for containers, and with no request of the browser's own. */
const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What a browser test works with. */
export interface BrowserTest {
  /** The browser of all tests of a file; what a test opens in it is closed when the test ends. */
  readonly browser: Browser;
  readonly context: BrowserContext;
}

/**
 * Registers a test that needs a browser.
 *
 * Without one it is ignored and its name says so; with `VESTIBULE_BROWSER=required` it fails.
 *
 * @param name The test's name.
 * @param test What to run.
 */
export function browserTest(name: string, test: (parts: BrowserTest) => Promise<void>): void {
  const executablePath = findBrowser();
  const isRequired = Deno.env.get("VESTIBULE_BROWSER") === "required";
  Deno.test({
    name: executablePath === null ? `${name} (no browser: set VESTIBULE_CHROMIUM)` : name,
    ignore: executablePath === null && !isRequired,
    // playwright keeps pipes, timers and listeners of its own until the process ends
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () => {
      if (executablePath === null) {
        throw new Error(`Cannot find a browser at: ${PLACES.join(", ")}`);
      }
      return runInBrowser(executablePath, test);
    },
  });
}

/** Started when the first test of a file needs it. */
let launched: Promise<Browser> | undefined;

Deno.test.afterAll(async () => await (await launched)?.close());

async function runInBrowser(
  executablePath: string,
  test: (parts: BrowserTest) => Promise<void>,
): Promise<void> {
  const browser = await (launched ??= chromium.launch({ executablePath, args: ARGUMENTS }));
  try {
    const context = await browser.newContext();
    context.setDefaultTimeout(15_000);
    await test({ browser, context }).catch(async (error) => {
      throw new Error(`The pages showed:\n${await shown(browser)}`, { cause: error });
    });
  } finally {
    await Promise.all(browser.contexts().map((context) => context.close()));
  }
}

/** Returns what all pages show, for whoever reads of a failure. */
async function shown(browser: Browser): Promise<string> {
  const pages = browser.contexts().flatMap((context) => context.pages());
  const texts = pages.map(async (page) => {
    const text = await page.locator("body").innerText({ timeout: 1_000 }).catch(String);
    return `--- ${page.url()}\n${text}`;
  });
  return (await Promise.all(texts)).join("\n");
}

/** Returns the path of a Chromium, or `null`. */
function findBrowser(): string | null {
  const named = Deno.env.get("VESTIBULE_CHROMIUM");
  const places = named === undefined ? PLACES : [named];
  return places.find(isFile) ?? null;
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
