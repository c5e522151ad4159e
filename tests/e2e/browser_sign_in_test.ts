import assert from "node:assert/strict";
import { assertAccessible } from "./axe.ts";
import { browserTest } from "./browser.ts";
import { BrowserPage } from "./browser_page.ts";
import { PASSWORD, register } from "./players.ts";
import { startProgram } from "./program.ts";
import { fillIn, signIn, signInCookie } from "./sign_in_page.ts";
import { becomes } from "./becomes.ts";

browserTest(
  "signin 1. somebody signs in at /login with name and password, and the game opens logged in",
  async ({ context }) => {
    await using program = await startProgram();
    await using _anna = await register(program.telnetPort, "Anna");
    const origin = `http://127.0.0.1:${program.webPort}`;
    const visitor = await BrowserPage.open(context, program.webPort);
    const { page } = visitor;
    await page.getByText("Welcome to Vestibule.").waitFor();
    await page.getByRole("link", { name: "Sign in" }).click();
    await page.waitForURL(`${origin}/login`);
    await assertAccessible(page, "signing in");
    await page.emulateMedia({ colorScheme: "dark" });
    await visitor.shoot("sign_in_dark");
    await page.emulateMedia({ colorScheme: "light" });
    await visitor.shoot("sign_in_light");

    await fillIn(page, "anna");
    await page.waitForURL(`${origin}/`);
    await page.getByText("You are out of character, as the account Anna.").waitFor();
    assert.equal(await page.getByText("Your session has ended").count(), 0);
    assert.equal(await page.getByText("connect <name>").count(), 0);
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    await assertAccessible(page, "signed in");
    await visitor.shoot("signed_in");

    await page.goto(`${origin}/login`);
    await page.getByText("This browser is signed in as Anna.").waitFor();
    await assertAccessible(page, "signed in already");
    await visitor.shoot("signed_in_already");
    assert.deepEqual(visitor.complaints, []);
  },
);

browserTest("signin 1. /login works in a browser without JavaScript", async ({ browser }) => {
  await using program = await startProgram();
  await using _anna = await register(program.telnetPort, "Anna");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const origin = `http://127.0.0.1:${program.webPort}`;
  await page.goto(`${origin}/login`);
  await fillIn(page, "Anna");
  await page.waitForURL(`${origin}/`);
  await page.goto(`${origin}/login`);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(`${origin}/`);
  assert.equal(await signInCookie(context), undefined);
});

browserTest(
  "signin 2. a wrong password is told with what to do, in the same words as a name that is nobody's",
  async ({ context }) => {
    await using program = await startProgram();
    await using _anna = await register(program.telnetPort, "Anna");
    const visitor = await BrowserPage.open(context, program.webPort);
    const { page } = visitor;
    await page.goto(`http://127.0.0.1:${program.webPort}/login`);
    const told: string[] = [];
    for (const name of ["Anna", "Nobody"]) {
      await fillIn(page, name, "wrong horse");
      await page.locator(`#name[value="${name}"]`).waitFor();
      told.push(await page.getByRole("alert").innerText());
      await becomes(() => page.getByLabel("Password").inputValue(), "");
    }
    assert.match(told[0] ?? "", /do not belong together\. Check both, and try again\./);
    assert.equal(told[1], told[0]);
    await assertAccessible(page, "a wrong password");
    await visitor.shoot("sign_in_wrong");
    assert.equal(await signInCookie(context), undefined);
  },
);

browserTest(
  "signin 3. who logs in within the game is signed in: a second tab opens logged in",
  async ({ context }) => {
    await using program = await startProgram();
    await using _anna = await register(program.telnetPort, "Anna");
    const first = await BrowserPage.open(context, program.webPort);
    const redeemed = first.page.waitForResponse((answer) => answer.url().endsWith("/session"));
    await first.send(`connect anna "${PASSWORD}"`);
    assert.equal((await redeemed).status(), 204);
    await first.page.getByRole("button", { name: "Sign out" }).waitFor();
    const cookie = await signInCookie(context);
    assert.ok(cookie?.httpOnly);

    const second = await BrowserPage.open(context, program.webPort);
    await second.until("You are out of character, as the account Anna.");
    assert.ok(!second.screen.includes("connect <name>"));
    // It was signed in already: nothing is to change.
    assert.equal((await signInCookie(context))?.value, cookie.value);
    await second.send("sessions");
    await second.until("#3");
    assert.deepEqual([...first.complaints, ...second.complaints], []);

    await first.page.reload();
    await first.page.getByText("Back.", { exact: true }).waitFor();
    await first.page.getByRole("button", { name: "Sign out" }).waitFor();
  },
);

browserTest(
  "signin 4. logging out in the game signs out the browser, and leaves its other tabs alone",
  async ({ context }) => {
    await using program = await startProgram();
    await using _anna = await register(program.telnetPort, "Anna");
    const origin = `http://127.0.0.1:${program.webPort}`;
    const first = await BrowserPage.open(context, program.webPort);
    await signIn(first.page, origin, "Anna");
    const second = await BrowserPage.open(context, program.webPort);
    await second.until("You are out of character");
    await first.page.bringToFront();
    await first.send("logout");
    await first.page.getByRole("link", { name: "Sign in" }).waitFor();
    const third = await BrowserPage.open(context, program.webPort);
    await third.until("connect <name>");
    await second.page.bringToFront();
    await second.send("sessions");
    await second.until("websocket");
    await second.page.goto(`${origin}/login`);
    await second.page.getByLabel("Name").waitFor();
  },
);

browserTest("signin 4. who leaves with quit is signed out, and who only goes away is not", async (
  { context },
) => {
  await using program = await startProgram();
  await using _anna = await register(program.telnetPort, "Anna");
  const origin = `http://127.0.0.1:${program.webPort}`;
  const visitor = await BrowserPage.open(context, program.webPort);
  await signIn(visitor.page, origin, "Anna");
  await visitor.page.close();
  const next = await BrowserPage.open(context, program.webPort);
  await next.until("You are out of character");
  await next.send("quit");
  await next.page.getByText("You have left.").first().waitFor();
  await next.page.keyboard.press("Enter");
  await next.until("connect <name>");
});

browserTest(
  "signin 4. signing out on the page logs out every tab of the browser, and no other session",
  async ({ context, browser }) => {
    await using program = await startProgram();
    await using anna = await register(program.telnetPort, "Anna");
    const origin = `http://127.0.0.1:${program.webPort}`;
    const first = await BrowserPage.open(context, program.webPort);
    await signIn(first.page, origin, "Anna");
    const second = await BrowserPage.open(context, program.webPort);
    await second.until("You are out of character");
    const elsewhere = await BrowserPage.open(await browser.newContext(), program.webPort);
    await signIn(elsewhere.page, origin, "Anna");

    await first.page.getByRole("button", { name: "Sign out" }).click();
    for (const { page } of [first, second]) {
      await page.getByText("You signed out in your browser.").waitFor();
      await page.getByText("connect <name>").last().waitFor();
      await page.getByRole("link", { name: "Sign in" }).waitFor();
    }
    await first.shoot("signed_out");
    assert.equal(await signInCookie(context), undefined);
    await anna.send("sessions");
    await anna.until(/websocket/);
    await elsewhere.page.bringToFront();
    await elsewhere.page.reload();
    await elsewhere.page.getByText("Back.", { exact: true }).waitFor();
  },
);

browserTest("signin 4. a guest's page signs out, though its browser was never signed in", async (
  { context },
) => {
  await using program = await startProgram({ args: ["--set", "guestEnabled=true"] });
  const visitor = await BrowserPage.open(context, program.webPort);
  await visitor.until("leave");
  await visitor.send("connect guest");
  await visitor.page.getByRole("button", { name: "Sign out" }).click();
  await visitor.page.getByText("You signed out in your browser.").waitFor();
  await visitor.page.getByRole("link", { name: "Sign in" }).waitFor();
  assert.equal(await signInCookie(context), undefined);
  assert.deepEqual(visitor.complaints, []);
});

browserTest(
  "signin 5. the cookie is HttpOnly and SameSite, another one after each login, and the old one is dead",
  async ({ context }) => {
    await using program = await startProgram();
    await using _anna = await register(program.telnetPort, "Anna");
    await using _bert = await register(program.telnetPort, "Bert");
    const origin = `http://127.0.0.1:${program.webPort}`;
    const visitor = await BrowserPage.open(context, program.webPort);
    await signIn(visitor.page, origin, "Anna");
    const first = await signInCookie(context);
    assert.ok(first !== undefined);
    const { httpOnly, sameSite, secure, path, domain } = first;
    assert.deepEqual(
      { httpOnly, sameSite, secure, path, domain },
      { httpOnly: true, sameSite: "Lax", secure: false, path: "/", domain: "127.0.0.1" },
    );

    await visitor.send("logout");
    await visitor.page.getByRole("link", { name: "Sign in" }).waitFor();
    const redeemed = visitor.page.waitForResponse((answer) => answer.url().endsWith("/session"));
    await visitor.send(`connect bert "${PASSWORD}"`);
    await (await redeemed).finished();
    const second = await signInCookie(context);
    assert.notEqual(second?.value, first.value);
    await context.addCookies([first]);
    const stolen = await BrowserPage.open(context, program.webPort);
    await stolen.until("connect <name>");
  },
);

browserTest("signin 5. the cookie is Secure with https", async ({ browser }) => {
  await using program = await startProgram({ args: ["--set", "webTls=true"] });
  await using _anna = await register(program.telnetPort, "Anna");
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await signIn(page, `https://127.0.0.1:${program.webPort}`, "Anna");
  const cookie = await signInCookie(context);
  assert.deepEqual([cookie?.secure, cookie?.httpOnly], [true, true]);
});

browserTest("signin 5. a cookie ends when the account gets another password", async (
  { context },
) => {
  await using program = await startProgram();
  await using anna = await register(program.telnetPort, "Anna");
  const origin = `http://127.0.0.1:${program.webPort}`;
  const visitor = await BrowserPage.open(context, program.webPort);
  await signIn(visitor.page, origin, "Anna");
  await anna.send(`password ${PASSWORD} = a wholly other word`);
  await anna.until(/password/i);
  const next = await BrowserPage.open(context, program.webPort);
  await next.until("connect <name>");
});
