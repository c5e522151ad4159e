import assert from "node:assert/strict";
import { browserTest } from "./browser.ts";
import { BrowserPage } from "./browser_page.ts";
import { startProgram } from "./program.ts";
import { becomes } from "./becomes.ts";

const PASSWORD = "correct horse";

browserTest("the page comes back after the process was killed and started anew", async (
  { context },
) => {
  const dataFolder = await Deno.makeTempDir({ prefix: "vestibule-" });
  const first = await startProgram({ dataFolder });
  const visitor = await BrowserPage.open(context, first.webPort);
  await visitor.page.emulateMedia({ colorScheme: "dark" });
  for (const line of [`create anna "${PASSWORD}"`, "charcreate Anna", "done", "yes", "north"]) {
    await visitor.send(line);
  }
  await visitor.until("The Hall");

  await visitor.page.keyboard.type("say half ty");
  await first.kill();
  await visitor.page.getByText("No connection. Trying again").waitFor();
  await visitor.shoot("restart_away");
  const args = ["--telnet-port", `${first.telnetPort}`, "--web-port", `${first.webPort}`];
  const second = await startProgram({ dataFolder, args });
  await visitor.until("Welcome to Vestibule.");
  await becomes(() => visitor.page.getByLabel("Type a command").inputValue(), "say half ty");

  await visitor.page.getByLabel("Type a command").fill("connect anna");
  await visitor.page.keyboard.press("Enter");
  await visitor.until("Password: ");
  assert.ok(await visitor.isSecret());
  await visitor.send(PASSWORD);
  await visitor.until("The Hall");
  await visitor.shoot("restart_back");
  await becomes(() => visitor.page.locator("#state").getAttribute("data-state"), "open");

  await second[Symbol.asyncDispose]();
  await Deno.remove(dataFolder, { recursive: true });
});
