import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { fewVisits, observatoryTest, shows } from "./page_fixture.ts";
import { becomes } from "../../e2e/becomes.ts";

/** Exports by the menu, and returns where the file is. */
async function exported(page: Page, name: string, folder: string): Promise<string> {
  await page.locator("#export summary").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).click(),
  ]);
  const path = `${folder}/${download.suggestedFilename()}`;
  await download.saveAs(path);
  return path;
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "vestibule-" });
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

observatoryTest(
  "observatory 18. what is recorded is exported as Mermaid, JSON and HTML, named for its house and time",
  async ({ page, visits, choose }) => {
    await inFolder(async (folder) => {
      await choose(1);
      const diagram = await exported(page, "Mermaid diagram", folder);
      assert.match(diagram, /main-\d{4}-\d\d-\d\dT[\d-]+\.mmd$/);
      assert.match(
        await Deno.readTextFile(diagram),
        /Client->>PortalSession: #35;1 text “connect Anna/,
      );
      const json = JSON.parse(await Deno.readTextFile(await exported(page, "JSON", folder)));
      assert.equal(json.format, "vestibule-trace");
      assert.deepEqual(json.events, visits.events);
    });
  },
);

observatoryTest(
  "observatory 18. the HTML export replays from a file, without any request, and exports itself again",
  async ({ page }) => {
    await inFolder(async (folder) => {
      const path = await exported(page, "HTML that replays offline", folder);
      const replay = await page.context().newPage();
      const asked: string[] = [];
      const complaints: string[] = [];
      replay.on("request", (request) => asked.push(request.url()));
      replay.on("pageerror", (error) => complaints.push(error.message));
      replay.on("console", (message) => complaints.push(message.text()));
      await replay.goto(pathToFileURL(path).href);
      await replay.locator('.card[data-sessid="1"] .lit .state').getByText("puppeting").waitFor();
      await shows(replay.locator("#link-text"), "A recording");
      await shows(replay.locator("#server-name"), "The Old House");
      await replay.locator(".row.client:visible").getByText("say hello <b>there</b>").click();
      await shows(replay.getByLabel("Payload"), /hello <b>there/);
      await replay.keyboard.press("Escape");
      await replay.locator("#time").fill("0");
      await replay.locator('.card[data-sessid="1"] .lit .state').getByText("negotiating").waitFor();
      await replay.locator("#live").click();
      const again = await exported(replay, "HTML that replays offline", folder);
      const [first, second] = await Promise.all(
        [path, again].map((each) => Deno.readTextFile(each)),
      );
      const withoutTime = (text: string | undefined) => text?.replace(/"exportedAt":\d+/, "");
      const trace = /id="trace">.*?<\/script>/s;
      assert.equal(
        withoutTime(trace.exec(second ?? "")?.[0]),
        withoutTime(trace.exec(first ?? "")?.[0]),
      );
      await replay.goto(pathToFileURL(again).href);
      await replay.locator('.card[data-sessid="1"] .lit .state').getByText("puppeting").waitFor();
      assert.deepEqual(asked.filter((url) => !/^(?:file|blob):/.test(url)), []);
      assert.deepEqual(complaints, []);
    });
  },
);

observatoryTest(
  "observatory 19. an exported file, JSON or HTML, is opened again, and what is none is told apart",
  async ({ page, fake, visits, tell }) => {
    await inFolder(async (folder) => {
      const files = [
        await exported(page, "JSON", folder),
        await exported(page, "HTML that replays offline", folder),
      ];
      for (const path of files) {
        await page.locator("#file").setInputFiles(path);
        await page.locator('#link[data-state="file"]').waitFor();
        await page.locator(".row:visible").getByText("say hello").last().waitFor();
        await page.getByText("after the export").last().waitFor({ state: "detached" });
        visits.say(1, "after the export");
        tell();
        assert.equal(await page.getByText("after the export").count(), 0);
        await page.reload();
        await page.locator('#link[data-state="live"]').waitFor();
      }
      await Deno.writeTextFile(`${folder}/other.json`, '{"format":"<img src=x>"}');
      await page.locator("#file").setInputFiles(`${folder}/other.json`);
      await page.getByRole("alert").getByText("This is not a recording of the observatory")
        .waitFor();
      await becomes(() => page.locator("#link").getAttribute("data-state"), "live", "goes on");
      assert.equal(fake.asked.length, 3);
    });
  },
);

observatoryTest(
  "a hostile file becomes text, whatever its names hold",
  async ({ page, visits }) => {
    await inFolder(async (folder) => {
      const evil = `</script><img src=x onerror="document.title='hit'">`;
      const sync = {
        ...visits.sessions[0],
        state: evil,
        uname: { evil },
        protocolKey: [evil],
        carry: evil,
      };
      const message = { kind: "connect", sync };
      const told = { seq: 1, at: 1, level: "info" };
      const events = [
        { ...told, kind: "wall:portal", sessid: 1, data: { message } },
        {
          ...told,
          kind: "session:step",
          sessid: 1,
          data: { step: { evil }, from: evil, to: evil },
        },
        {
          ...told,
          kind: "client:input",
          sessid: 1,
          data: { calls: [[{ evil }, evil, null], evil, [[[]]]] },
        },
        {
          ...told,
          kind: "hook:begin",
          sessid: 1,
          data: { id: {}, hook: { evil }, watchers: [null, { evil }] },
        },
        { ...told, kind: "cmdset:merge", data: { layers: [null, 1, { key: evil }], count: evil } },
        { ...told, kind: "command:match", data: { layer: null } },
        {
          ...told,
          kind: "wall:server",
          data: {
            message: {
              kind: "sync",
              sessid: 1,
              fields: { state: 7, protocolFlags: evil, cmdsets: evil },
            },
          },
        },
        {
          ...told,
          kind: "wall:server",
          data: { message: { kind: "output", sessids: [{}], calls: 7 } },
        },
        { ...told, kind: "__proto__:toString", data: JSON.parse(`{"__proto__":{"a":1}}`) },
      ];
      const lifecycle = { [evil]: { [evil]: evil }, constructor: { go: evil } };
      const base = { at: 0, sessions: [] };
      const about = {
        format: "vestibule-trace",
        version: 1,
        serverName: evil,
        house: evil,
        exportedAt: 1,
      };
      await Deno.writeTextFile(
        `${folder}/evil.json`,
        JSON.stringify({ ...about, lifecycle, base, events }),
      );
      await page.locator("#file").setInputFiles(`${folder}/evil.json`);
      await page.locator('#link[data-state="file"]').waitFor();
      await page.locator('.card[data-sessid="1"]').click();
      await page.locator("#tab-session").click();
      await page.locator("#panel-session").getByText("State").first().waitFor();
      await page.locator("#sequence").focus();
      for (let nth = 0; nth < events.length; nth++) await page.keyboard.press("k");
      await page.locator("#as-table").click();
      await page.locator("#table-view tbody tr").first().waitFor();
      assert.equal(await page.locator("img, body script").count(), 0);
      assert.match(await page.title(), /^Observatory · <\/script>/);
    });
  },
  { visits: fewVisits },
);
