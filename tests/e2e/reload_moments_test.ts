import assert from "node:assert/strict";
import { tempFolder } from "../cli/temp_folder.ts";
import { type FaultRow, measured } from "../reliability/measured.ts";
import { browserTest } from "./browser.ts";
import { BrowserPage } from "./browser_page.ts";
import { enter, enterAsSuperuser, PASSWORD, register } from "./players.ts";
import { startProgram } from "./program.ts";
import { MOMENTS, TROUBLE, WAYS } from "./reload_moments.ts";
import type { TelnetClient } from "./telnet_client.ts";

for (const { what, line, begun, news } of WAYS) {
  Deno.test(`wire 29. reload in each state: a ${what} finds each client where it was`, async (test) => {
    await using scene = await newScene();
    const { program, berta } = scene;
    await using clients = new AsyncDisposableStack();
    const leaving = clients.use(await enter(program.telnetPort, "Levi"));
    const here = await Promise.all(MOMENTS.map(async ({ what, come, goOn }) => {
      return { what, goOn, client: clients.use(await come(program.telnetPort)) };
    }));

    await berta.send(line);
    await leaving.until(begun);
    await leaving.send("quit");
    const wentOn: string[] = [];
    for (const { what, client, goOn } of here) {
      await test.step(what, async () => {
        await client.until(news);
        await goOn(client);
        wentOn.push(what);
      });
    }
    measured("reload 10", `a ${what}: ${share("reload 10", wentOn)} states went on as documented`);
    measured(
      "reload 11",
      `a ${what}: ${share("reload 11", wentOn)} half-given secrets let nobody in`,
    );
    await test.step("leaving meanwhile", async () => {
      await leaving.until(/Goodbye\. Come back soon\./);
      await leaving.ended();
      await berta.until(/Levi has left the game/);
      await berta.send("ic Levi");
      await berta.until(/You become Levi/);
    });
    assert.ok(!program.printed.includes(PASSWORD));
  });
}

browserTest(
  "wire 29. reload at the password prompt of the page: it still needs the password, after a crash too",
  async (
    { context },
  ) => {
    await using scene = await newScene();
    const { program, berta } = scene;
    await using _anna = await register(program.telnetPort, "Anna");
    const visitor = await BrowserPage.open(context, program.webPort);
    for (const { line, news } of WAYS) {
      await visitor.until("Welcome to");
      await visitor.send("connect Anna");
      await visitor.until("Password:");
      assert.ok(await visitor.isSecret());
      await berta.send(line);
      await berta.until(news);
      await visitor.until("The world");
      await visitor.page.locator("#secret").waitFor({ state: "hidden" });
      await visitor.send(PASSWORD);
      await visitor.until("Nothing waits for that answer any more");
      await visitor.send("ooc");
      await visitor.until('no command "ooc"');
      await visitor.send("connect Anna");
      await visitor.until("Password:");
      assert.ok(await visitor.isSecret());
      await visitor.send(PASSWORD);
      await visitor.until("Welcome, Anna");
      await visitor.send("logout");
    }
    assert.equal(visitor.connections, 1);
    assert.ok(!program.printed.includes(PASSWORD));
  },
);

/** How many of a row's moments went on as they should. */
function share(row: FaultRow, wentOn: readonly string[]): string {
  const count = (names: readonly string[]) =>
    names.filter((name) => name.includes(`${row}. `)).length;
  return `${count(wentOn)} of ${count(MOMENTS.map(({ what }) => what))}`;
}

/** A program that Berta can start again, as the superuser. */
async function newScene() {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await tempFolder());
  const plugins = JSON.stringify(["chargen", await folder.write("mod.ts", TROUBLE)]);
  const program = stack.use(
    await startProgram({
      args: ["--set", `plugins=${plugins}`, "--set", "logLevel=debug"],
    }),
  );
  const berta: TelnetClient = stack.use(await enterAsSuperuser(program, "Berta"));
  return { program, berta, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}
