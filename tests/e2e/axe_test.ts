import assert from "node:assert/strict";
import { assertAccessible, violationsOf } from "./axe.ts";
import { browserTest } from "./browser.ts";
import { BrowserPage } from "./browser_page.ts";
import { FREE_PORTS, startBare, startProgram } from "./program.ts";

browserTest(
  "all 1. axe finds nothing in the client, at the login screen and in the world",
  async ({ context }) => {
    await using program = await startProgram();
    const visitor = await BrowserPage.open(context, program.webPort);
    await visitor.until("connect");
    await assertAccessible(visitor.page, "the login screen");
    await visitor.send("create Anna swordfish-42");
    await visitor.until("charcreate");
    await visitor.send("charcreate Anna");
    await visitor.until("tinkerer:");
    await assertAccessible(visitor.page, "a menu");
    await visitor.send("done");
    await visitor.until("Enter the world");
    await visitor.send("yes");
    await visitor.until("You become Anna");
    await assertAccessible(visitor.page, "the world");
  },
);

browserTest("all 1. axe finds nothing in /status", async ({ context }) => {
  await using program = await startProgram();
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${program.webPort}/status`);
  await assertAccessible(page, "the status");
});

browserTest(
  "all 1. axe finds nothing in a class: joining, the board, the projector",
  async ({ context }) => {
    const args = [...FREE_PORTS, "--host", "127.0.0.1", "--classroom", "3"];
    await using program = await startBare({ args });
    const address = (label: string) =>
      new RegExp(`${label}: +(\\S+)`).exec(program.printed)?.[1]?.replace(
        "localhost",
        "127.0.0.1",
      ) ?? "";
    const join = await context.newPage();
    await join.goto(address("Join"));
    await assertAccessible(join, "joining");
    for (const label of ["Teacher", "Projector"]) {
      const board = await context.newPage();
      await board.goto(address(label));
      await board.getByText("Seat3").waitFor();
      await assertAccessible(board, label);
    }
  },
);

browserTest("violationsOf() finds what is wrong with a page", async ({ context }) => {
  const page = await context.newPage();
  await page.setContent(
    `<html><title>x</title><main><h1>Hello</h1><img src="data:,"></main></html>`,
  );
  const found = (await violationsOf(page)).map((text) => text.split(":")[0]);
  assert.deepEqual(found, ["html-has-lang", "image-alt"]);
});
