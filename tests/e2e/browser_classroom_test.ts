import assert from "node:assert/strict";
import { browserTest } from "./browser.ts";
import { codesOn, open, seat, sitDown, startClass } from "./classroom.ts";
import { becomes } from "./becomes.ts";
import { shoot } from "./shoot.ts";

browserTest(
  "classroom 1. the start prints where to join, and opens this many seats",
  async ({ context }) => {
    await using lesson = await startClass(3);
    assert.match(lesson.joinUrl, /^http:\/\/127\.0\.0\.1:\d+\/join$/);
    const board = await open(context, lesson.teacherUrl);
    const codes = await codesOn(board);
    assert.equal(new Set(codes).size, 3);
    await becomes(() => board.locator("#address").textContent(), lesson.joinUrl);
    assert.equal(new URL(board.url()).hash, "");
  },
);

browserTest(
  "classroom 2. a seat is taken with its code, without an e-mail or a name",
  async ({ browser, context }) => {
    await using lesson = await startClass(3);
    const board = await open(context, lesson.teacherUrl);
    const [code = ""] = await codesOn(board);
    const student = await browser.newContext();
    const page = await open(student, lesson.joinUrl);
    await becomes(() => page.locator("input").count(), 1);
    await page.keyboard.type("nonsense");
    await page.keyboard.press("Enter");
    await page.getByText("No seat has that code.").waitFor();
    await page.goto(lesson.joinUrl);
    await page.keyboard.type(code.toLowerCase().replace("-", " "));
    await page.keyboard.press("Enter");
    await page.getByText("Welcome, Seat1.").waitFor();
    assert.equal(new URL(page.url()).hash, "");
    await seat(board, "Seat1").getByText("account").waitFor();
  },
);

browserTest(
  "classroom 3. the board shows the state of every seat, live",
  async ({ browser, context }) => {
    await using lesson = await startClass(2);
    const board = await open(context, lesson.teacherUrl);
    const [code = ""] = await codesOn(board);
    await seat(board, "Seat1").getByText("free").waitFor();
    const page = await sitDown(await browser.newContext(), lesson.joinUrl, code);
    await seat(board, "Seat1").getByText("account").waitFor();
    await page.keyboard.type("logout");
    await page.keyboard.press("Enter");
    await seat(board, "Seat1").getByText("login screen").waitFor();
    await page.close();
    await seat(board, "Seat1").getByText("free").waitFor();
    await seat(board, "Seat2").getByText("free").waitFor();
  },
);

browserTest(
  "classroom 4. everyone is sent to a chapter, and reads what to do",
  async ({ browser, context }) => {
    await using lesson = await startClass(3);
    const board = await open(context, lesson.teacherUrl);
    const codes = await codesOn(board);
    const students = await Promise.all(
      codes.map(async (code) => sitDown(await browser.newContext(), lesson.joinUrl, code)),
    );
    await board.getByRole("button", { name: "Puppet a character" }).click();
    for (const [at, page] of students.entries()) {
      await page.getByText("Chapter 6: Puppet a character").waitFor();
      await page.locator("#panel-lesson").waitFor({ state: "attached" });
      await seat(board, `Seat${at + 1}`).getByText("account").waitFor();
    }
    await board.getByRole("button", { name: "Reload" }).click();
    for (const [at] of students.entries()) {
      await seat(board, `Seat${at + 1}`).getByText("character").waitFor();
    }
    await board.getByRole("button", { name: "The login screen" }).click();
    for (const [at] of students.entries()) {
      await seat(board, `Seat${at + 1}`).getByText("login screen").waitFor();
    }
    await shoot(board, "class_board");
    if (students[0] !== undefined) await shoot(students[0], "class_seat");
  },
);

browserTest(
  "classroom 5. a seat is reset alone, and all with a second click",
  async ({ browser, context }) => {
    await using lesson = await startClass(2);
    const board = await open(context, lesson.teacherUrl);
    const codes = await codesOn(board);
    const pages = [];
    for (const code of codes) {
      pages.push(await sitDown(await browser.newContext(), lesson.joinUrl, code));
    }
    await board.getByRole("button", { name: "Reset Seat1" }).click();
    await pages[0]?.getByText("Seat1 is free again.").waitFor();
    await seat(board, "Seat1").getByText("free").waitFor();
    await seat(board, "Seat2").getByText("account").waitFor();
    await board.getByRole("button", { name: "Reset all" }).click();
    await board.getByRole("button", { name: "Reset all: sure?" }).click();
    await seat(board, "Seat2").getByText("free").waitFor();
  },
);

browserTest(
  "classroom 6. the projector looks on, without codes and buttons",
  async ({ browser, context }) => {
    await using lesson = await startClass(2);
    const board = await open(context, lesson.teacherUrl);
    const [code = ""] = await codesOn(board);
    const wall = await open(await browser.newContext(), lesson.projectorUrl);
    await sitDown(await browser.newContext(), lesson.joinUrl, code);
    await seat(wall, "Seat1").getByText("account").waitFor();
    assert.equal(await wall.locator("code").count(), 0);
    assert.equal(await wall.getByRole("button").count(), 0);
    const stranger = await open(
      await browser.newContext(),
      lesson.joinUrl.replace(/join$/, "classroom"),
    );
    await stranger.getByText("Open the link that the start has printed.").waitFor();
    assert.equal(await stranger.locator("#seats > li").count(), 0);
  },
);

browserTest("classroom 7. at the end the data is thrown away", async () => {
  const lesson = await startClass(1);
  const { dataFolder } = lesson.program;
  assert.equal((await Deno.stat(dataFolder)).isDirectory, true);
  assert.equal(await lesson.program.stop("SIGINT"), 0);
  await assert.rejects(Deno.stat(dataFolder), Deno.errors.NotFound);
});
