import assert from "node:assert/strict";
import { browserTest } from "./browser.ts";
import { BrowserPage } from "./browser_page.ts";
import { CuttableLine } from "./cuttable_line.ts";
import { enter, PASSWORD, register } from "./players.ts";
import { startProgram } from "./program.ts";
import { becomes } from "./becomes.ts";
import { browserSignedIn } from "./sign_in_page.ts";

browserTest(
  "wire 23. a page cut off while a password is typed comes back to it, and it stays hidden",
  async ({ context }) => {
    await using program = await startProgram();
    await using _anna = await register(program.telnetPort, "Anna");
    await using line = await CuttableLine.to(program.webPort);
    const visitor = await BrowserPage.open(context, line.port);
    const { page } = visitor;
    await visitor.send("connect anna");
    await visitor.until("Password: ");
    const secret = page.getByLabel("Hidden answer");
    await page.keyboard.type(PASSWORD.slice(0, 5));

    line.cut();
    await page.getByText("No connection. Trying again").waitFor();
    assert.ok(await visitor.isSecret());
    await visitor.shoot("resume_away");
    await page.getByText("Back.", { exact: true }).waitFor();
    assert.ok(await visitor.isSecret());
    await becomes(() => secret.getAttribute("type"), "password");
    await becomes(() => secret.inputValue(), PASSWORD.slice(0, 5));

    await visitor.send(PASSWORD.slice(5));
    await visitor.until("You are out of character");
    assert.equal(await visitor.isSecret(), false);
    await visitor.send("look");
    await visitor.until("out of character");
    assert.equal((await page.content()).includes(PASSWORD), false);
    await visitor.shoot("resume_back");
  },
);

browserTest(
  "wire 23. a page that was cut off before it was asked for a password is asked, and hides it",
  async ({ context }) => {
    await using program = await startProgram();
    await using _anna = await register(program.telnetPort, "Anna");
    await using line = await CuttableLine.to(program.webPort);
    const visitor = await BrowserPage.open(context, line.port);
    await visitor.until("Welcome to Vestibule.");
    line.hold();
    await visitor.send("connect anna"); // is on its way when the line breaks

    line.cut();
    await visitor.until("Password: ");
    assert.ok(await visitor.isSecret());
    await visitor.send(PASSWORD);
    await visitor.until("You are out of character");
  },
);

browserTest(
  "client 20. a page that was cut off reads what was said meanwhile, and no less or more",
  async (
    { context },
  ) => {
    await using program = await startProgram();
    await using anna = await enter(program.telnetPort, "Anna");
    await using line = await CuttableLine.to(program.webPort);
    const carla = await BrowserPage.open(context, line.port);
    for (const typed of [`create carla "${PASSWORD}"`, "charcreate Carla", "done", "yes"]) {
      await carla.send(typed);
    }
    await carla.until("You see: brass key, Anna");
    const seen = carla.screen.length;

    for (let round = 1; round <= 3; round++) {
      await anna.send(`say ${round}a`);
      line.cut();
      await anna.send(`say ${round}b`);
      await anna.until(new RegExp(`You say, "${round}b"`));
      await carla.page.getByText("Back.", { exact: true }).nth(round - 1).waitFor();
      await carla.send(`say ${round}c`);
      await anna.until(new RegExp(`Carla says, "${round}c"`));
    }
    await anna.send("say the end");
    await carla.until("the end");
    const said = ["1", "2", "3"].flatMap((round) => [
      `Anna says, "${round}a"`,
      `Anna says, "${round}b"`,
      `You say, "${round}c"`,
    ]);
    assert.deepEqual(carla.screen.slice(seen).trim().split("\n"), [
      ...said,
      'Anna says, "the end"',
    ]);
    assert.equal(carla.connections, 4);
  },
);

browserTest(
  "client 20. a page that was cut off while its browser was signed in comes back, and is signed in",
  async ({ context }) => {
    await using program = await startProgram();
    await using line = await CuttableLine.to(program.webPort);
    // The server signs the browser in, and its answer is lost with the line.
    await context.route("**/session", async (route) => {
      const request = route.request();
      const headers = { origin: new URL(request.url()).origin, "content-type": "application/json" };
      const answer = await fetch(request.url(), {
        ...{ method: "POST", headers, body: request.postData() },
      });
      assert.equal(answer.status, 204);
      line.cut();
      await route.abort();
    }, { times: 1 });
    const carla = await BrowserPage.open(context, line.port);
    const { page } = carla;

    await carla.send(`create carla "${PASSWORD}"`);
    await page.getByText("Back.", { exact: true }).waitFor();
    await becomes(async () => (await context.cookies()).length, 1);
    await page.reload();
    await page.getByText("Back.", { exact: true }).nth(1).waitFor();
  },
);

browserTest(
  "client 20. a page that is signed in anew gives up its sign-in before, whose answer may come late",
  async ({ context }) => {
    await using program = await startProgram();
    await using line = await CuttableLine.to(program.webPort);
    // The sign-in is under way when the line is cut, and is not answered.
    await context.route("**/session", () => line.cut(), { times: 1 });
    const carla = await BrowserPage.open(context, line.port);
    const givenUp = context.waitForEvent("requestfailed", (one) => one.url().endsWith("/session"));

    await carla.send(`create carla "${PASSWORD}"`);
    await carla.page.getByText("Back.", { exact: true }).waitFor();
    assert.match((await givenUp).failure()?.errorText ?? "", /ABORTED/);
    await becomes(async () => (await context.cookies()).length, 1);
  },
);

browserTest("wire 23. a page loaded again while a password is typed asks on, hidden", async (
  { context },
) => {
  await using program = await startProgram();
  await using _anna = await register(program.telnetPort, "Anna");
  const visitor = await BrowserPage.open(context, program.webPort);
  const { page } = visitor;
  await visitor.send("connect anna");
  await visitor.until("Password: ");
  await page.keyboard.type("corr");

  await page.reload();
  await page.getByText("Back.", { exact: true }).waitFor();
  assert.ok(await visitor.isSecret());
  await becomes(() => page.getByLabel("Hidden answer").inputValue(), "");
  await becomes(() => page.locator("#prompt").textContent(), "Password: ");
  await visitor.send(PASSWORD);
  await visitor.until("You are out of character");
  assert.equal(await visitor.isSecret(), false);
  assert.equal(await page.evaluate("sessionStorage.length"), 0);
});

browserTest(
  "client 20. a page loaded again shows what it showed, and goes on",
  async ({ context }) => {
    await using program = await startProgram();
    await using anna = await enter(program.telnetPort, "Anna");
    const carla = await BrowserPage.open(context, program.webPort);
    const { page } = carla;
    for (const typed of [`create carla "${PASSWORD}"`, "charcreate Carla", "done", "yes"]) {
      await carla.send(typed);
    }
    await carla.until("You see: brass key, Anna");
    await page.keyboard.type("say half ty");
    const lines = () => page.locator("#lines > :not(.note)").allTextContents();
    const before = await lines();
    await browserSignedIn(context);

    await page.reload();
    await page.getByText("Back.", { exact: true }).waitFor();
    assert.deepEqual(await lines(), before);
    await becomes(() => page.getByLabel("Type a command").inputValue(), "say half ty");
    await carla.shoot("resume_reloaded");
    await page.keyboard.type("ped");
    await page.keyboard.press("Enter");
    await anna.until(/Carla says, "half typed"/);
    await anna.send("say I see you.");
    await page.getByText('Anna says, "I see you."').waitFor();

    const opened = context.waitForEvent("page");
    await page.evaluate("void open(location.href)");
    const second = await opened;
    await second.getByText("Welcome, carla.").waitFor(); // a session of its own, signed in
    assert.equal(await second.getByText("Anna says").count(), 0);
    await becomes(() => page.locator("#state").getAttribute("data-state"), "open");
  },
);
