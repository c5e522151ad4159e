import assert from "node:assert/strict";
import { pageTest, show } from "./page_visit.ts";
import { becomes } from "../../e2e/becomes.ts";

/** What the game shows, and how that is written as text. */
const SHOWN = "|rA sign|n: |lclook sign|ltread it|le";

pageTest(
  "client 2. the prompt stands beside the field, and in the scroll-back with its answer",
  async (
    { page, session },
  ) => {
    show(session, ["prompt", ["Your name? "], {}]);
    const prompt = page.locator("#prompt");
    const line = page.getByLabel("Type a command");
    await page.getByText("Your name?").waitFor();
    const [asked, field] = [await prompt.boundingBox(), await line.boundingBox()];
    assert.ok(asked !== null && field !== null);
    assert.ok(field.y - (asked.y + asked.height) < 30, "right above the field");
    await line.fill("Anna");
    await line.press("Enter");
    assert.equal((await session.nextOf("line")).line, "Anna");
    await becomes(() => page.locator(".echo").allTextContents(), ["Your name? Anna"]);
    await becomes(() => prompt.textContent(), "");
  },
);

pageTest("client 7. commands and addresses in the text are reached and chosen by keyboard", async (
  { page, session },
) => {
  show(session, ["text", ["|lclook box|ltbox|le |luhttps://a.example/|ltweb|le"], {}]);
  await page.getByRole("button", { name: "box" }).waitFor();
  await page.getByLabel("Type a command").press("Shift+Tab");
  const focused = () => page.evaluate<string>("document.activeElement.textContent");
  assert.equal(await focused(), "web");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(), "box");
  await page.keyboard.press("Enter");
  assert.equal((await session.nextOf("line")).line, "look box");
});

pageTest("client 14. what was said is copied as text, as it stands on the screen", async (
  { page, session },
) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  show(session, ["text", ["The hall.\n" + SHOWN], {}], ["text", ["Good bye."], {}]);
  await page.getByText("Good bye.").waitFor();
  const copied = () => page.evaluate<string>("navigator.clipboard.readText()");
  const text = "The hall.\nA sign: read it\nGood bye.";

  await page.locator("#output").focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+c");
  assert.equal(await copied(), text);

  await page.evaluate(`navigator.clipboard.writeText("")`);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Copy as text" }).click();
  await page.getByText("Copied: 3 lines.").waitFor();
  assert.equal(await copied(), text);
});

pageTest("client 15. the transcript is a text file, and holds no hidden answer", async (
  { page, session, complaints },
) => {
  show(session, ["text", [SHOWN], {}]);
  session.connection.setInputMode("secret");
  show(session, ["prompt", ["Password: "], { secret: true }]);
  await page.getByLabel("Hidden answer").fill("xyzzy1");
  await page.keyboard.press("Enter");
  await session.nextOf("line");
  session.connection.setInputMode("normal");
  await page.getByLabel("Type a command").waitFor();
  await page.keyboard.press("F2");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download as a file" }).click();
  const download = await downloading;
  assert.match(download.suggestedFilename(), /^the-old-house-\d{4}-\d\d-\d\d-\d{4}\.txt$/);
  const text = await Deno.readTextFile(await download.path());
  assert.equal(text, "A sign: read it\nPassword: ••••••\n");
  assert.deepEqual(complaints, []);
});

pageTest("client 18. the state of the connection is told in words, wherever one reads", async (
  { page, session },
) => {
  const text = Array.from({ length: 200 }, (_, line) => `line ${line}`).join("\n");
  show(session, ["text", [text], {}]);
  await page.getByText("line 199", { exact: true }).waitFor();
  for (const key of ["Control+Home", "Control+End"]) {
    await page.getByLabel("Type a command").press(key);
    assert.ok(await page.getByText("Connected", { exact: true }).isVisible());
  }
  for (const width of [1_280, 320]) {
    await page.setViewportSize({ width, height: 500 });
    const box = await page.locator("#state-text").boundingBox();
    assert.ok(box !== null && box.y >= 0 && box.x >= 0 && box.x + box.width <= width, `${width}`);
  }
  session.connection.disconnect("quit", "Good bye.");
  const ended = page.locator("#state-text", { hasText: "You have left." });
  await ended.waitFor();
  await becomes(() => page.locator("#state").getAttribute("data-state"), "ended");
});
