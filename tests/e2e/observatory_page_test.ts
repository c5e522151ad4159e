import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { sessionsOf, stepSessions } from "../../src/portals/observatory/client/state.js";
import { readTrace } from "../../src/portals/observatory/client/trace_file.js";
import { StreamReader } from "../portals/observatory/stream_reader.ts";
import { assertAccessible } from "./axe.ts";
import { browserTest } from "./browser.ts";
import { chooseCard, observe } from "./observe.ts";
import { startProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";
import { shows } from "../portals/observatory/page_fixture.ts";

const PASSWORD = "swordfish-42";

/** Waits until a session's card has a state lit. */
async function stands(page: Page, sessid: number, state: string): Promise<void> {
  const lit = page.locator(`.card[data-sessid="${sessid}"] .lit .state`);
  await lit.getByText(state, { exact: true }).waitFor();
}

async function visit(client: TelnetClient, name: string): Promise<void> {
  await client.until(/connect/);
  await client.send(`create ${name} ${PASSWORD}`);
  await client.until(/charcreate/);
}

async function enter(client: TelnetClient, name: string): Promise<void> {
  await client.send(`charcreate ${name}`);
  await client.until(/tinkerer/);
  await client.send("done");
  await client.until(/Enter the world/);
  await client.send("yes");
  await client.until(new RegExp(`You become ${name}`));
}

/** Exports what the page holds as a file of this format. */
async function exported(page: Page, name: string): Promise<string> {
  await page.locator("#export summary").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).click(),
  ]);
  return await Deno.readTextFile(await download.path());
}

browserTest(
  "observatory 2. the card walks with a real session as it settles, logs in, puppets, lets go and leaves",
  async ({ context }) => {
    await using program = await startProgram();
    const page = await observe(context, program);
    await using client = await TelnetClient.connect(program.telnetPort);
    await stands(page, 1, "unloggedin");
    await visit(client, "Anna");
    await stands(page, 1, "loggedin");
    await enter(client, "Anna");
    await stands(page, 1, "puppeting");
    await page.locator('.card[data-sessid="1"]').getByText(/^Anna → puppet #\d+$/).waitFor();
    await client.send("ooc");
    await stands(page, 1, "loggedin");
    await client.send("logout");
    await stands(page, 1, "unloggedin");
    await client.send("quit");
    await stands(page, 1, "closed");
    await page.locator('.card[data-sessid="1"]').waitFor({ state: "detached" });
  },
);

browserTest(
  "observatory 3. a line is followed from its client through the wall to its command, and back",
  async ({ context }) => {
    await using program = await startProgram();
    const page = await observe(context, program);
    await using client = await TelnetClient.connect(program.telnetPort);
    await visit(client, "Anna");
    await enter(client, "Anna");
    await chooseCard(page, 1);
    await client.send("say well met");
    const said = page.locator(".row:visible").filter({ hasText: "You say" });
    await said.filter({ hasText: "client:output" }).waitFor();
    const kinds = await page.locator(".row:visible").evaluateAll((rows) =>
      rows.map((row) => [Number(row.ariaPosInSet), row.textContent ?? ""] as const)
        .sort(([one], [other]) => one - other)
        .map(([, text]) => /(?<=\d)[a-z]+:[a-z]+/.exec(text)?.[0] ?? text)
    );
    const line = kinds.slice(kinds.lastIndexOf("client:input"));
    const wanted = [
      ...["client:input", "wall:portal", "command:match", "command:run", "wall:server"],
      "client:output",
    ];
    assert.deepEqual(
      line.filter((kind, nth) => wanted.includes(kind) && line.indexOf(kind) === nth),
      wanted,
    );
    await said.filter({ hasText: "wall:server" }).click();
    await shows(page.getByLabel("Payload"), /"kind": "output"/);
  },
);

browserTest(
  "observatory 5. no password is on the page, nor in what it exports",
  async ({ context }) => {
    await using program = await startProgram();
    const page = await observe(context, program);
    await using client = await TelnetClient.connect(program.telnetPort);
    await visit(client, "Anna");
    await client.send("logout");
    // A line typed before the answer came is hidden whole: its name too.
    await client.until(/connect <name>/);
    await client.send(`connect Anna ${PASSWORD}`);
    await stands(page, 1, "loggedin");
    await page.getByLabel("Search events").fill("client:input connect");
    await page.locator(".row:visible").getByText("text “connect Anna •••”", { exact: true })
      .waitFor();
    await page.getByLabel("Search events").fill("");
    assert.equal((await page.content()).includes(PASSWORD), false);
    for (const name of ["JSON", "Mermaid diagram", "HTML that replays offline"]) {
      const text = await exported(page, name);
      assert.ok(text.includes("Anna"), name);
      assert.equal(text.includes(PASSWORD), false, name);
    }
  },
);

browserTest(
  "observatory 17. what is recorded of real sessions leads to the sessions that the server has",
  async ({ context }) => {
    await using program = await startProgram();
    const page = await observe(context, program);
    await using anna = await TelnetClient.connect(program.telnetPort);
    await visit(anna, "Anna");
    await enter(anna, "Anna");
    await using bert = await TelnetClient.connect(program.telnetPort);
    await visit(bert, "Bert");
    await using guest = await TelnetClient.connect(program.telnetPort);
    await guest.until(/connect/);
    await anna.send("say hello");
    await anna.until(/You say/);
    await anna.send("ooc");
    await stands(page, 1, "loggedin");
    await stands(page, 2, "loggedin");
    await stands(page, 3, "unloggedin");
    const { base, events } = readTrace(await exported(page, "JSON"));
    const reached = events.reduce(stepSessions, sessionsOf(base.sessions));
    const stream = `http://localhost:${program.webPort}/observatory/stream`;
    await using reader = await StreamReader.open(stream);
    assert.deepEqual([...reached.values()], (await reader.expect("hello")).sessions);
    const first = await page.evaluate<string>(`document.getElementById("time").min`);
    await page.locator("#time").fill(first);
    await page.locator('.card[data-sessid="2"]').waitFor({ state: "detached" });
    await page.locator("#live").click();
    await stands(page, 2, "loggedin");
  },
);

browserTest(
  "observatory 20. a link made on the page lets others look, and nothing else",
  async ({ context, browser }) => {
    await using program = await startProgram();
    const page = await observe(context, program);
    await page.locator("#share").click();
    await page.getByRole("button", { name: "Make a link" }).click();
    const link = page.getByRole("textbox", { name: "The link" });
    await link.waitFor();
    const url = await link.inputValue();
    assert.match(url, /\/observatory\?key=[\w-]{20,}$/);
    const other = await (await browser.newContext()).newPage();
    await other.goto(url);
    await other.locator('#link[data-state="live"]').waitFor();
    await other.locator("#access").getByText("Read only").waitFor();
    assert.equal(await other.locator("#share").isVisible(), false);
    await page.getByText(/^Link 1, good until/).waitFor();
  },
);

browserTest("all 1. axe finds nothing in the observatory of a real server", async ({ context }) => {
  await using program = await startProgram();
  const page = await observe(context, program);
  await using client = await TelnetClient.connect(program.telnetPort);
  await visit(client, "Anna");
  await stands(page, 1, "loggedin");
  await assertAccessible(page, "a session that is logged in");
});
