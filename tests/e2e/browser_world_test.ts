import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { assertAccessible } from "./axe.ts";
import { browserTest } from "./browser.ts";
import { BrowserPage } from "./browser_page.ts";
import { pluginSource, withPlugin } from "./plugin_source.ts";
import { type RunningProgram, startProgram } from "./program.ts";
import { becomes } from "./becomes.ts";

const AILING = pluginSource({
  name: "ailing",
  commands: {
    ail: "({ session }) => session.msg({ oob: { char_vitals: { hp: 7, maxhp: 20, rage: 3 } } })",
    heal: "({ session }) => session.msg({ oob: { char_vitals: { hp: 20 } } })",
    riddle: 'async ({ ask, msg }) => msg(await ask("What is it?"))',
  },
});

/** A program with the plugin, and a folder that goes with it. */
async function start(): Promise<RunningProgram> {
  const path = await Deno.makeTempFile({ prefix: "vestibule-", suffix: ".ts" });
  await Deno.writeTextFile(path, AILING);
  const program = await startProgram({ args: withPlugin(path) });
  const end = program[Symbol.asyncDispose].bind(program);
  return Object.assign(program, {
    [Symbol.asyncDispose]: async () => {
      await end();
      await Deno.remove(path);
    },
  });
}

/** Enters the world in a browser of one's own: one that is signed in would be the same person. */
async function enter(
  parts: { readonly context: BrowserContext } | { readonly browser: Browser },
  { webPort }: RunningProgram,
  name: string,
): Promise<BrowserPage> {
  const context = "context" in parts ? parts.context : await parts.browser.newContext();
  const visitor = await BrowserPage.open(context, webPort);
  await visitor.until("connect");
  await visitor.send(`create ${name} swordfish-42`);
  await visitor.until("out of character");
  await visitor.send(`charcreate ${name}`);
  await visitor.until("Type ic");
  await visitor.send(`ic ${name}`);
  await visitor.until(`You become ${name}`);
  return visitor;
}

const panel = (page: Page, name: string) => page.getByRole("region", { name });
const field = (page: Page) => page.getByLabel("Type a command");

browserTest(
  "client 6. Tab completes what the session can type now, in a list that Escape closes",
  async ({ context }) => {
    await using program = await start();
    const visitor = await BrowserPage.open(context, program.webPort);
    const { page } = visitor;
    const options = page.getByRole("option");
    await visitor.until("connect");
    await page.keyboard.type("c");
    await page.keyboard.press("Tab");
    await options.first().waitFor();
    await becomes(() => page.locator("#completions b").allTextContents(), ["connect", "create"]);
    await becomes(() => field(page).inputValue(), "connect");
    await assertAccessible(page, "completions");
    await visitor.shoot("completions");
    await page.keyboard.press("Tab");
    await becomes(() => field(page).inputValue(), "create");
    await becomes(() => field(page).getAttribute("aria-activedescendant"), "completion-1");
    await page.keyboard.press("Tab");
    await becomes(() => field(page).inputValue(), "connect");
    await page.keyboard.press("Escape");
    await options.first().waitFor({ state: "detached" });
    await becomes(() => field(page).inputValue(), "c");

    await field(page).fill("inv");
    await page.keyboard.press("Tab");
    await page.getByText("Nothing to complete.").waitFor({ state: "attached" });
    await page.keyboard.press("Tab"); // no trap: it leads on
    assert.notEqual(await page.evaluate("document.activeElement.id"), "line");
    await field(page).fill("");
    await visitor.send("create Anna");
    await page.locator("#secret").waitFor();
    await page.keyboard.type("swordfish-42");
    await page.keyboard.press("Tab");
    assert.equal(await options.count(), 0);
    assert.deepEqual(visitor.complaints, []);
  },
);

browserTest(
  "client 6. in the world exits and names are completed, and nothing while a command asks",
  async ({ context }) => {
    await using program = await start();
    const visitor = await enter({ context }, program, "Anna");
    const { page } = visitor;
    const completed = async (typed: string, text: string) => {
      await field(page).fill(typed);
      await page.keyboard.press("Tab");
      await page.evaluate(`new Promise((resolve) => {
        const line = document.getElementById("line");
        const look = () => line.value === ${JSON.stringify(text)}
          ? resolve() : requestAnimationFrame(look);
        look();
      })`);
      await becomes(() => field(page).inputValue(), text);
    };
    await completed("get br", "get brass key");
    await completed("nort", "north");
    await field(page).fill("");
    await visitor.send("riddle");
    await visitor.until("What is it?");
    await field(page).fill("nort");
    await page.keyboard.press("Tab");
    await page.getByText("Nothing to complete.").waitFor({ state: "attached" });
    await becomes(() => field(page).inputValue(), "nort");
  },
);

browserTest("client 22. vitals are bars with their numbers, and follow what is told", async (
  { context },
) => {
  await using program = await start();
  const visitor = await enter({ context }, program, "Anna");
  const { page } = visitor;
  const vitals = panel(page, "How you are");
  assert.equal(await vitals.count(), 0);
  await visitor.send("ail");
  await vitals.getByText("7 / 20").waitFor();
  const meter = page.getByRole("meter", { name: "Health" });
  await becomes(() => meter.getAttribute("aria-valuetext"), "7 of 20");
  await becomes(() => meter.locator("span").getAttribute("style"), "width: 35%;");
  assert.match(await vitals.innerText(), /rage\s*3/);
  await visitor.shoot("panels_wide");
  await visitor.send("heal");
  await vitals.getByText("20 / 20").waitFor();
  assert.match(await vitals.innerText(), /rage\s*3/);
  await assertAccessible(page, "the panels");
  await visitor.send("ooc");
  await vitals.waitFor({ state: "hidden" });
  assert.deepEqual(visitor.complaints, []);
});

browserTest("client 23. the room and its exits are shown, and an exit is chosen by a click", async (
  { context },
) => {
  await using program = await start();
  const visitor = await enter({ context }, program, "Anna");
  const { page } = visitor;
  const room = panel(page, "Where you are");
  await room.getByText("The Vestibule").waitFor();
  await room.getByRole("button", { name: "north" }).click();
  await room.getByText("The Hall").waitFor();
  await visitor.until("The Hall");
  await becomes(() => page.evaluate("document.activeElement.id"), "line");
  await page.setViewportSize({ width: 390, height: 844 });
  await room.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Around you" }).click();
  await room.getByRole("button", { name: "south" }).waitFor();
  await visitor.shoot("panels_phone");
  await room.getByRole("button", { name: "south" }).click();
  await visitor.until("The Vestibule");
});

browserTest("client 24. who is here is shown, and changes as they come and go", async (
  { browser, context },
) => {
  await using program = await start();
  const anna = await enter({ context }, program, "Anna");
  const here = panel(anna.page, "Who is here");
  assert.equal(await here.count(), 0);
  const bert = await enter({ browser }, program, "Bert");
  await here.getByText("Bert").waitFor();
  await becomes(() => here.getByRole("listitem").allTextContents(), ["Bert"]);
  await bert.send("north");
  await here.waitFor({ state: "hidden" });
  await bert.send("south");
  await here.getByText("Bert").waitFor();
  await anna.page.reload();
  await here.getByText("Bert").waitFor();
});

browserTest("client 25. who is typing is shown, unless one of the two turned it off", async (
  { browser, context },
) => {
  await using program = await start();
  const anna = await enter({ context }, program, "Anna");
  const bert = await enter({ browser }, program, "Bert");
  const typists = anna.page.locator(".typists");
  await bert.page.keyboard.type("say Hel");
  await typists.getByText("Bert is typing…").waitFor();
  await anna.shoot("typing");
  await bert.page.keyboard.type("lo");
  await bert.page.keyboard.press("Enter");
  await anna.until('Bert says, "Hello"');
  await anna.page.locator(".typists:empty").waitFor({ state: "attached" });

  await bert.page.keyboard.press("F2");
  await bert.page.getByLabel("Who is typing").uncheck();
  await bert.page.keyboard.press("Escape");
  await bert.send("say Again");
  await anna.until('Bert says, "Again"');
  await anna.page.keyboard.type("say No");
  await anna.page.keyboard.press("Enter");
  await bert.until('Anna says, "No"');
  await becomes(() => bert.page.locator(".typists").textContent(), "");
  await becomes(() => typists.textContent(), "");
});

browserTest(
  "client 17. settings follow the account to another browser, and the newer ones count",
  async (
    { browser, context },
  ) => {
    await using program = await start();
    const first = await enter({ context }, program, "Anna");
    await first.page.keyboard.press("F2");
    await first.page.getByLabel("High contrast").check();
    await first.page.getByLabel("Who is typing").uncheck();
    await first.page.keyboard.press("Escape");
    const elsewhere = await browser.newContext();
    const second = await BrowserPage.open(elsewhere, program.webPort);
    await second.until("connect");
    const themeOf = (page: Page) => page.evaluate("document.documentElement.dataset.theme");
    assert.notEqual(await themeOf(second.page), "contrast");
    await second.send("connect Anna swordfish-42");
    await second.page.locator('[data-theme="contrast"]').first().waitFor();
    await second.page.keyboard.press("F2");
    assert.equal(await second.page.getByLabel("Who is typing").isChecked(), false);
    await second.page.getByLabel("Light", { exact: true }).check();
    await second.page.keyboard.press("Escape");
    await second.send("logout");
    await second.until("Welcome");

    await first.send("logout");
    await first.until("Welcome");
    await first.send("connect Anna swordfish-42");
    await first.page.locator('[data-theme="light"]').first().waitFor();
    assert.deepEqual([...first.complaints, ...second.complaints], []);
  },
);

browserTest(
  "client 19. a lost network is told at once, and the same session goes on when it is back",
  async (
    { context },
  ) => {
    await using program = await start();
    const visitor = await enter({ context }, program, "Anna");
    const { page } = visitor;
    await context.setOffline(true);
    await page.getByText("No network. Trying again").first().waitFor();
    assert.match(await page.locator("#countdown").innerText(), /^in \d+ s$/);
    await page.locator("#countdown", { hasText: /^in [34] s$/ }).waitFor(); // ever more slowly
    await visitor.shoot("offline");
    await context.setOffline(false);
    await page.locator('#state[data-state="open"]').waitFor();
    await page.getByText("Back.").waitFor();
    await visitor.send("look");
    await visitor.until("brass key");
  },
);
