import assert from "node:assert/strict";
import { listenWeb } from "../../../src/portals/web/listen_web.ts";
import { browserTest } from "../../e2e/browser.ts";
import { pageTest, show, visit } from "./page_visit.ts";
import { webOptions, withWeb } from "./web_fixture.ts";
import { becomes } from "../../e2e/becomes.ts";

pageTest("page shows hostile text as text", async ({ page, session, complaints }) => {
  const hostile = `<img src=x onerror="document.title='hit'"> <script>1</script> &amp; "'`;
  show(session, ["text", [hostile], {}], ["prompt", [hostile], {}]);
  await page.getByText("<img").first().waitFor();
  await becomes(() => page.locator("#lines .line").last().textContent(), hostile);
  await becomes(() => page.locator("#prompt").textContent(), hostile);
  assert.equal(await page.locator("img, #lines script").count(), 0);
  assert.equal(await page.title(), "The Old House");
  assert.deepEqual(complaints, []);
});

pageTest(
  "page colours text so that it can be read by light and by dark",
  async ({ page, session }) => {
    show(session, ["text", ["|#333333dim|n |#000000|[#ffffffink"], {}]);
    const colorsOf = (text: string) =>
      page.getByText(text, { exact: true }).evaluate((element) => {
        const style = element.ownerDocument.defaultView?.getComputedStyle(element);
        return [style?.color, style?.backgroundColor];
      });
    await page.emulateMedia({ colorScheme: "light" });
    assert.deepEqual(await colorsOf("dim"), ["rgb(51, 51, 51)", "rgba(0, 0, 0, 0)"]);
    assert.deepEqual(await colorsOf("ink"), ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    await page.emulateMedia({ colorScheme: "dark" });
    assert.notDeepEqual(await colorsOf("dim"), ["rgb(51, 51, 51)", "rgba(0, 0, 0, 0)"]);
    assert.deepEqual(await colorsOf("ink"), ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
  },
);

pageTest("page tells its size when it changes", async ({ page, session }, { clock }) => {
  clock.advance(100); // ends the pause after the size told at the opening
  await page.setViewportSize({ width: 500, height: 400 });
  const { flags } = await session.nextOf("flags");
  assert.equal(typeof flags.screenWidth, "number");
  assert.ok(Number(flags.screenWidth) < 70);
});

pageTest("client 4. page sends typed lines and walks its history", async ({ page, session }) => {
  const line = page.getByLabel("Type a command");
  await line.fill("look");
  await line.press("Enter");
  await line.fill("say <hi>");
  await line.press("Enter");
  assert.equal((await session.nextOf("line")).line, "look");
  assert.equal((await session.nextOf("line")).line, "say <hi>");
  await line.fill("draft");
  for (const [key, text] of [["ArrowUp", "say <hi>"], ["ArrowUp", "look"]] as const) {
    await line.press(key);
    await becomes(() => line.inputValue(), text);
  }
  await line.press("ArrowDown");
  await line.press("ArrowDown");
  await becomes(() => line.inputValue(), "draft");
  await becomes(() => page.locator(".echo").allTextContents(), ["› look", "› say <hi>"]);
});

pageTest("client 8. page hides a secret answer and forgets it", async ({ page, session }) => {
  await page.getByLabel("Type a command").fill("half typed");
  session.connection.setInputMode("secret");
  show(session, ["prompt", ["Password: "], { secret: true }]);
  const secret = page.getByLabel("Hidden answer");
  await secret.waitFor();
  await becomes(() => secret.getAttribute("type"), "password");
  await becomes(() => secret.evaluate((element) => element.matches(":focus")), true);

  await page.keyboard.type("xyzzy1");
  await page.keyboard.press("Enter");

  assert.equal((await session.nextOf("line")).line, "xyzzy1");
  session.connection.setInputMode("normal");
  const line = page.getByLabel("Type a command");
  await line.waitFor();
  await becomes(() => line.inputValue(), "half typed");
  await line.press("ArrowUp");
  await becomes(() => line.inputValue(), "half typed");
  assert.equal((await page.content()).includes("xyzzy1"), false);
  await becomes(() => page.locator(".echo").allTextContents(), ["Password: ••••••"]);
});

pageTest(
  "client 7. page runs command links, and opens addresses elsewhere",
  async ({ page, session }) => {
    show(session, [
      "text",
      ["|lclook |rbox|n|ltthe |rred|n box|le |luhttps://a.example/|ltweb|le"],
      {},
    ]);
    const link = page.getByRole("link", { name: "web" });
    await becomes(() => link.getAttribute("href"), "https://a.example/");
    assert.match(await link.getAttribute("rel") ?? "", /noopener/);
    await page.getByRole("button", { name: "the red box" }).click();
    assert.match((await session.nextOf("line")).line, /^look/);
    const line = page.getByLabel("Type a command");
    await becomes(() => line.evaluate((element) => element.matches(":focus")), true);
  },
);

pageTest("client 27. page keeps no more than the newest 5,000 lines", async ({ page, session }) => {
  for (let at = 0; at < 5_100; at += 100) {
    const lines = Array.from({ length: 100 }, (_, line) => `line ${at + line}`);
    show(session, ["text", [lines.join("\n")], {}]);
  }
  await page.getByText("line 5099", { exact: true }).waitFor();
  const lines = page.locator("#lines .line");
  const count = await lines.count();
  assert.ok(count <= 5_000 && count >= 4_500, `${count} lines`);
  await becomes(() => lines.first().textContent(), `line ${5_100 - count}`);
});

pageTest(
  "client 1. page stays where the reader scrolled to and offers the end",
  async ({ page, session }) => {
    const text = Array.from({ length: 200 }, (_, line) => `line ${line}`).join("\n");
    const newer = page.getByRole("button", { name: "New below" });
    const rest = () =>
      page.locator("#output").evaluate((element) =>
        element.scrollHeight - element.clientHeight - element.scrollTop
      );
    show(session, ["text", [text], {}]);
    await page.getByText("line 199", { exact: true }).waitFor();
    assert.ok(await rest() < 2);
    await page.getByLabel("Type a command").press("PageUp");
    const place = () => page.locator("#output").evaluate(({ scrollTop }) => scrollTop);
    const before = await place();
    show(session, ["text", ["news"], {}]);
    await newer.waitFor();
    assert.equal(await place(), before);
    assert.ok(await rest() > 100);
    await newer.click();
    await newer.waitFor({ state: "hidden" });
    assert.ok(await rest() < 2);
  },
);

pageTest("client 3. page sends each line of a long paste, in order", async ({ page, session }) => {
  const lines = Array.from({ length: 14 }, (_, at) => `line ${at}`);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const text = JSON.stringify(`${lines.join("\n")}\n`);
  await page.evaluate(`navigator.clipboard.writeText(${text})`);
  await page.getByLabel("Type a command").press("ControlOrMeta+v");
  await page.getByLabel("Type a command").press("Enter");
  for (const line of lines) assert.equal((await session.nextOf("line")).line, line);
});

browserTest("page comes back after the server was away", async ({ context }) => {
  await withWeb(async (web) => {
    await context.clock.install();
    const { page } = await visit(web, context);
    await page.getByText("Connected", { exact: true }).waitFor();
    await web.close();
    await page.getByText("The server is shutting down. Trying again").waitFor();
    await context.clock.runFor(1_000); // nobody there: the pauses grow from here
    await page.getByText("No connection. Trying again").waitFor();
    await becomes(() => page.locator("#countdown").textContent(), "in 2 s");

    const portal = await listenWeb(webOptions({ port: web.port, sink: web.sink }));
    await context.clock.runFor(2_000);
    await page.getByText("Connected", { exact: true }).waitFor();
    await web.sink.session();
    await context.close();
    await portal.close();
  });
});

browserTest("page stays away after it was told to go, until asked", async ({ context }) => {
  await withWeb(async (web) => {
    await context.clock.install();
    const { page, session } = await visit(web, context);
    session.connection.disconnect("quit", "Good bye.");
    await page.getByText("You have left.", { exact: true }).waitFor();
    await context.clock.runFor(60_000);
    await becomes(() => page.locator("#state").getAttribute("data-state"), "ended");
    await page.getByLabel("Type a command").press("Enter");
    await web.sink.session();
    await context.close();
  });
});

browserTest("page shows every three minutes that it is there", async ({ context }) => {
  await withWeb(async (web) => {
    await context.clock.install();
    const { session } = await visit(web, context);
    await context.clock.runFor(179_000);
    assert.deepEqual(session.waiting(), []);
    await context.clock.runFor(1_000);
    assert.deepEqual(await session.next(), { kind: "alive" });
    await context.close();
  });
});
