import assert from "node:assert/strict";
import { assertAccessible } from "./axe.ts";
import { browserTest } from "./browser.ts";
import { chooseCard, observe } from "./observe.ts";
import { type RunningProgram, startProgram } from "./program.ts";
import { shoot } from "./shoot.ts";
import { TelnetClient } from "./telnet_client.ts";
import { shows } from "../portals/observatory/page_fixture.ts";

browserTest(
  "observatory 8. 9. 10. a session is held at the wall, stepped through and let go, in a browser",
  async ({ context }) => {
    await using program = await startProgram();
    await using anna = await loggedIn(program, "Anna");
    const page = await observe(context, program);
    await chooseCard(page, 1);
    await page.getByRole("tab", { name: "Act" }).click();
    await page.getByRole("button", { name: "Hold", exact: true }).click();
    await page.getByText("Session #1: held from now on.").waitFor();
    await anna.send("logout");
    const waiting = page.locator(".waiting li").first();
    await waiting.getByText("#1 input to the Server").waitFor();
    await shows(waiting, /will run session:connect \(core\/menu\)/);
    await shoot(page, "control-held");
    await page.getByRole("button", { name: "Let one through" }).click();
    await page.locator(".waiting li").first().getByText("to the Portal").waitFor();
    await page.getByRole("button", { name: "Let all go" }).click();
    await page.getByText("Nothing waits.").waitFor();
    await anna.until(/You leave the account/);
    await assertAccessible(page, "the tab Act");
  },
);

browserTest(
  "observatory 11. 12. 13. the inspector tells what the Server knows, and what a line would do",
  async ({ context }) => {
    await using program = await startProgram();
    await using _anna = await loggedIn(program, "Anna");
    const page = await observe(context, program);
    await chooseCard(page, 1);
    await page.getByRole("tab", { name: "Session" }).click();
    await page.getByLabel("A line to match").fill("charcreate Anna");
    await page.getByRole("button", { name: "What would it do?" }).click();
    await page.getByText(/It runs charcreate of /).waitFor();
    await page.getByText("account: DefaultAccount", { exact: false }).first().waitFor();
    await page.getByText('"class": "ServerSession"', { exact: false }).waitFor();
    await shoot(page, "control-inspector");
    await assertAccessible(page, "the inspector");
  },
);

browserTest(
  "observatory 14. 15. 16. reload, crash, delay, split and drop from the page, with a real telnet client",
  async ({ context }) => {
    await using program = await startProgram();
    await using anna = await loggedIn(program, "Anna");
    const page = await observe(context, program);
    await chooseCard(page, 1);
    await page.getByRole("tab", { name: "Act" }).click();
    for (const name of ["Reload", "Crash the Server"]) {
      await page.getByRole("button", { name, exact: true }).click();
      await page.getByText(`${name}: done.`).waitFor();
      await page.locator(".sides").getByText('"loggedin"').first().waitFor();
    }
    await shoot(page, "control-crash");
    await anna.send("who");
    await anna.until(/Anna/);
    await page.getByRole("button", { name: "Split bytes" }).click();
    await page.getByText("Split bytes: done.").waitFor();
    await anna.send("time");
    await anna.until(/[Uu]p/);
    await page.getByLabel("Delay (ms)").fill("300");
    await page.getByRole("button", { name: "Delay", exact: true }).click();
    await page.getByText("Delay: done.").waitFor();
    const from = performance.now();
    await anna.send("who");
    await anna.until(/Anna/);
    assert.ok(performance.now() - from >= 600, "300 ms each way");
    await page.getByRole("button", { name: "Drop", exact: true }).click();
    await page.locator(".sides").getByText("gone (changed)").first().waitFor();
    await anna.ended();
  },
);

async function loggedIn(program: RunningProgram, name: string): Promise<TelnetClient> {
  const client = await TelnetClient.connect(program.telnetPort);
  await client.until(/connect/);
  await client.send(`create ${name} swordfish-42`);
  await client.until(/charcreate/);
  return client;
}
