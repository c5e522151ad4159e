import assert from "node:assert/strict";
import { TestClient } from "../portals/web/web_fixture.ts";
import { browserTest } from "./browser.ts";
import { BrowserPage } from "./browser_page.ts";
import { enterAsSuperuser, PASSWORD, register } from "./players.ts";
import { startProgram } from "./program.ts";
import { fillIn, signIn, signInCookie } from "./sign_in_page.ts";

/** A site of somebody else on this machine, which shows one page. */
function foreignSite(page: string): { readonly port: number } & AsyncDisposable {
  const headers = { "content-type": "text/html" };
  const site = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    () => new Response(page, { headers }),
  );
  return { port: site.addr.port, [Symbol.asyncDispose]: () => site.shutdown() };
}

/** A page with forms that would sign in and out at another server. */
function forms(origin: string): string {
  return `<!doctype html><title>Kittens</title>
    <form id="out" method="post" action="${origin}/logout"><button>out</button></form>
    <form id="in" method="post" action="${origin}/login">
      <input name="name" value="Bert"><input name="password" value="${PASSWORD}">
      <input name="seal" value="${"A".repeat(43)}"><button>in</button>
    </form>`;
}

browserTest(
  "signin 6. a form of another site cannot sign in or out, and is told so",
  async ({ context }) => {
    await using program = await startProgram();
    await using _anna = await register(program.telnetPort, "Anna");
    await using _bert = await register(program.telnetPort, "Bert");
    const origin = `http://127.0.0.1:${program.webPort}`;
    await using foreign = foreignSite(forms(origin));
    const page = await context.newPage();
    await signIn(page, origin, "Anna");
    const cookie = await signInCookie(context);
    // Another port of the same host counts as the same site: its requests carry the cookie.
    for (const host of ["127.0.0.1", "localhost"]) {
      for (const button of ["out", "in"]) {
        await page.goto(`http://${host}:${foreign.port}/`);
        await page.getByRole("button", { name: button }).click();
        await page.getByText("That form came from another site, so nothing was done.").waitFor();
        assert.equal((await signInCookie(context))?.value, cookie?.value);
      }
    }
    await page.goto(`${origin}/login`);
    await page.getByText("This browser is signed in as Anna.").waitFor();
  },
);

browserTest(
  "signin 6. a page of another site that may connect sees the login screen, whoever is signed in",
  async ({ context }) => {
    await using foreign = foreignSite(`<!doctype html><title>Friend</title><pre id="shown"></pre>`);
    const friend = `http://127.0.0.1:${foreign.port}`;
    await using program = await startProgram({ args: ["--set", `webOrigins=["${friend}"]`] });
    await using _anna = await register(program.telnetPort, "Anna");
    const page = await context.newPage();
    await signIn(page, `http://127.0.0.1:${program.webPort}`, "Anna");
    await page.goto(friend);
    await page.evaluate(`{
      const socket = new WebSocket("ws://127.0.0.1:${program.webPort}/ws", "v1.evennia.com");
      const shown = document.querySelector("#shown");
      socket.onmessage = ({ data }) => shown.textContent += data;
      socket.onclose = ({ reason }) => shown.textContent += "closed " + reason;
    }`);
    await page.getByText("Welcome to Vestibule").waitFor();
    await page.getByText("connect").first().waitFor();
    assert.doesNotMatch(await page.locator("#shown").innerText(), /out of character/);
  },
);

browserTest("signin 7. a ban ends the cookie, and holds at /login", async ({ context }) => {
  await using program = await startProgram();
  await using root = await enterAsSuperuser(program, "Root");
  await using _anna = await register(program.telnetPort, "Anna");
  const origin = `http://127.0.0.1:${program.webPort}`;
  const { page } = await BrowserPage.open(context, program.webPort);
  await signIn(page, origin, "Anna");
  await root.send("ban anna");
  await root.until(/Type yes/);
  await root.send("yes");
  await page.getByText("You are banned here.").first().waitFor();
  await page.goto(`${origin}/login`);
  await page.getByLabel("Name").waitFor();
  await fillIn(page, "Anna");
  await page.getByText("That name is banned here.").waitFor();
  const next = await BrowserPage.open(context, program.webPort);
  await next.until("connect <name>");
});

/** Makes an account where telnet is for the proxy alone. */
async function registerByWeb(webPort: number, name: string): Promise<void> {
  const client = await TestClient.open(webPort, ["v1.evennia.com"]);
  client.send("text", [`create ${name} "${PASSWORD}"`]);
  while (!JSON.stringify(await client.next()).includes("out of character"));
  await client.close();
}

/** Sends the form of /login as a browser behind a trusted proxy does. */
async function logInBehindProxy(origin: string, password: string): Promise<Response> {
  const headers = { "x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https" };
  const shown = await fetch(`${origin}/login`, { headers });
  const seal = /name="seal" value="([^"]+)"/.exec(await shown.text())?.[1] ?? "";
  return await fetch(`${origin}/login`, {
    method: "POST",
    redirect: "manual",
    headers: {
      ...headers,
      origin: origin.replace("http:", "https:"),
      cookie: shown.headers.get("set-cookie")?.split(";")[0] ?? "",
    },
    body: new URLSearchParams({ seal, name: "Anna", password }),
  });
}

Deno.test("signin 7. failures at /login count as those at the login screen, and lock both", async () => {
  await using program = await startProgram({
    args: ["--set", 'trustedProxies=["127.0.0.1"]', "--set", "loginThrottleLimit=3"],
  });
  await registerByWeb(program.webPort, "Anna");
  const origin = `http://127.0.0.1:${program.webPort}`;
  const first = await logInBehindProxy(origin, PASSWORD);
  assert.equal(first.status, 303);
  // signin 5: a trusted proxy says that the browser speaks https.
  assert.match(first.headers.get("set-cookie") ?? "", /HttpOnly; SameSite=Lax; Secure$/);
  await first.body?.cancel();
  for (let count = 0; count < 3; count++) {
    const wrong = await logInBehindProxy(origin, "wrong horse");
    assert.match(await wrong.text(), /do not belong together/);
  }
  const locked = await logInBehindProxy(origin, PASSWORD);
  assert.equal(locked.status, 429);
  assert.match(await locked.text(), /Too many logins failed lately/);
});
