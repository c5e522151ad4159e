import assert from "node:assert/strict";
import { browserTest } from "./browser.ts";
import { BrowserPage } from "./browser_page.ts";
import { playVisit } from "./play_visit.ts";
import { startProgram } from "./program.ts";
import { parseTranscript, type Step } from "../../src/plugins/testing/transcript.ts";
import { waitInHall } from "./visitor.ts";

const TRANSCRIPT = new URL("visit.txt", import.meta.url);

async function readSteps(): Promise<readonly Step[]> {
  return parseTranscript(await Deno.readTextFile(TRANSCRIPT));
}

browserTest("a first visit shows what its transcript says, in a browser", async ({ context }) => {
  await using program = await startProgram();
  await using berta = await waitInHall(program);
  const visitor = await BrowserPage.open(context, program.webPort);
  const visit = { visitor, superuser: (line: string) => berta.send(line) };
  await playVisit(visit, await readSteps(), {
    compare: "lines",
    after: (_, at) => visitor.shoot(`visit_${at}`),
  });
  await visitor.page.getByText("You have left.", { exact: true }).waitFor();
  await visitor.shoot("visit_left");
  assert.equal(visitor.connections, 1);
  assert.deepEqual(visitor.complaints, []);
  assert.equal((await visitor.page.content()).includes("tall-clock-ticks"), false);
});

browserTest("the page shows the colours of the world", async ({ context }) => {
  await using program = await startProgram();
  const visitor = await BrowserPage.open(context, program.webPort);
  await visitor.page.emulateMedia({ colorScheme: "dark" });
  for (const line of ['create anna "correct horse"', "charcreate Anna", "", "", "", ""]) {
    await visitor.send(line);
  }
  await visitor.until("Exits:");
  const colorOf = (text: string) =>
    visitor.page.locator("#lines").getByText(text, { exact: true }).evaluate((element) =>
      element.ownerDocument.defaultView?.getComputedStyle(element).color
    );
  const [plain, name, door] = [
    await colorOf("Account created: "),
    await colorOf("The Vestibule"),
    await colorOf("glass door"),
  ];
  assert.notEqual(name, plain);
  assert.equal(door, name);
});

browserTest("a first visit fits on a phone", async ({ browser }) => {
  await using program = await startProgram();
  await using berta = await waitInHall(program);
  const context = await browser.newContext({
    ...{ viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true },
  });
  const visitor = await BrowserPage.open(context, program.webPort);
  await visitor.page.locator("#line").tap();
  const visit = { visitor, superuser: (line: string) => berta.send(line) };
  await playVisit(visit, await readSteps(), {
    compare: "lines",
    async after(_, at) {
      await visitor.shoot(`phone_${at}`);
      const overflow = await visitor.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      assert.equal(overflow, 0);
      if (await visitor.isSecret()) await visitor.page.locator("#secret").tap();
    },
  });
});

browserTest(
  "a browser at the telnet port is shown where the web client is",
  async ({ context }) => {
    await using program = await startProgram();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${program.telnetPort}/`);
    assert.equal(
      (await page.locator("body").textContent())?.trim(),
      `This port speaks telnet. The web client is on port ${program.webPort}.`,
    );
  },
);
