import assert from "node:assert/strict";
import { type LabBrowser, ORIGIN, signInLab } from "./sign_in_lab.ts";

const CODE = { kind: "code", uid: 1, passwordMark: "first" } as const;

/** Before a Server whose accounts all ask for codes. */
function codeLab() {
  const lab = signInLab();
  lab.server.authenticated = CODE;
  return lab;
}

async function ticketIn(answer: Response): Promise<string> {
  const page = await answer.text();
  return /name="codeTicket" value="([^"]*)"/.exec(page)?.[1] ?? "";
}

/** Sends the form of the second step, by the seal that the browser has. */
async function sendCode(
  browser: LabBrowser,
  { ticket, code = "123456", seal }: {
    readonly ticket: string;
    readonly code?: string;
    readonly seal?: string;
  },
): Promise<Response> {
  const fields = { seal: seal ?? await browser.seal(), next: "/", codeTicket: ticket, code };
  const headers = { origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" };
  const body = String(new URLSearchParams(fields));
  return await browser.send("/login", { method: "POST", headers, body });
}

Deno.test("gate 9. addSignInRoutes() asks for the code behind a right password, and then signs in", async () => {
  const { server, browser } = codeLab();
  server.byCode = { kind: "ok", uid: 1 };
  const anna = browser();
  const asked = await anna.post("/login", { fields: { next: "/observatory" } });
  assert.equal(asked.status, 200);
  assert.equal(asked.headers.get("cache-control"), "no-store");
  assert.equal(anna.cookies.has("vestibule"), false);
  const ticket = await ticketIn(asked);
  assert.equal((await sendCode(anna, { ticket })).status, 303);
  assert.ok(anna.cookies.has("vestibule"));
  const proof = { kind: "code", code: "123456", uid: 1, passwordMark: "first" };
  assert.deepEqual(server.tries.at(-1), {
    ...{ name: "Anna", address: "192.0.2.7", protocolKey: "web" },
    proof,
  });
});

Deno.test("gate 9. addSignInRoutes() says that a code was wrong, and asks once more, by another ticket", async () => {
  const { server, browser } = codeLab();
  const anna = browser();
  const ticket = await ticketIn(await anna.post("/login"));
  const wrong = await sendCode(anna, { ticket, code: `"><b>secret</b>` });
  assert.equal(wrong.status, 403);
  const page = await wrong.clone().text();
  assert.match(page, /That code is wrong, or was used before\. Wait for the next one/);
  assert.doesNotMatch(page, /secret|<b>/);
  const next = await ticketIn(wrong);
  assert.ok(next !== "" && next !== ticket);
  const again = await sendCode(anna, { ticket });
  assert.match(await again.text(), /open for too long[^]*name="password"/);
  server.byCode = { kind: "throttled", seconds: 90 };
  const throttled = await sendCode(anna, { ticket: next });
  assert.deepEqual([throttled.status, throttled.headers.get("retry-after")], [429, "90"]);
  assert.equal(anna.cookies.has("vestibule"), false);
});

Deno.test("gate 9. addSignInRoutes() takes a code from the browser that was asked alone, and for five minutes", async () => {
  const { server, clock, browser } = codeLab();
  server.byCode = { kind: "ok", uid: 1 };
  const [anna, eve] = [browser(), browser()];
  const stolen = await sendCode(eve, { ticket: await ticketIn(await anna.post("/login")) });
  assert.equal(stolen.status, 403);
  const foreign = await ticketIn(await anna.post("/login"));
  assert.equal((await sendCode(anna, { ticket: foreign, seal: "A".repeat(43) })).status, 403);
  const late = await ticketIn(await anna.post("/login"));
  clock.advance(5 * 60_000);
  const answer = await sendCode(anna, { ticket: late });
  assert.equal(answer.status, 403);
  assert.match(await answer.text(), /open for too long[^]*name="password"/);
  assert.equal((await sendCode(anna, { ticket: "" })).status, 403);
  assert.equal(server.tries.filter(({ proof }) => proof.kind === "code").length, 0);
});

Deno.test("gate 9. addSignInRoutes() keeps a bounded number of right passwords", async () => {
  const { server, clock, browser } = codeLab();
  server.byCode = { kind: "ok", uid: 1 };
  const anna = browser();
  const first = await ticketIn(await anna.post("/login"));
  for (let count = 0; count < 1_000; count++) {
    const address = `198.51.${count >> 8}.${count & 255}`;
    assert.equal((await anna.post("/login", { address })).status, 200);
  }
  clock.advance(10_000);
  assert.match(await (await sendCode(anna, { ticket: first })).text(), /open for too long/);
});
