import assert from "node:assert/strict";
import { until } from "../../../games/turns_of.ts";
import { ORIGIN, signInLab } from "./sign_in_lab.ts";

Deno.test("signin 1. addSignInRoutes() gives a cookie for a name and a password, and leads to the game", async () => {
  const { server, browsers, browser } = signInLab();
  const anna = browser();
  const answer = await anna.post("/login");
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get("location"), "/");
  assert.equal(answer.headers.get("cache-control"), "no-store");
  assert.deepEqual(server.tries, [{
    ...{ name: "Anna", address: "192.0.2.7" },
    protocolKey: "web",
    proof: { kind: "password", password: "pw" },
  }]);
  const who = await browsers.visitors.of({ cookies: anna.cookie, address: "192.0.2.7" });
  assert.deepEqual(who, { uid: 1, uname: "Anna", isStaff: false });
  assert.match(await (await anna.send("/login")).text(), /signed in as <strong>Anna</);
});

Deno.test("signin 1. addSignInRoutes() leads back to a page of this server, and to no other", async () => {
  const { browser } = signInLab();
  const to = async (next: string) =>
    (await browser().post("/login", { fields: { next } })).headers.get("location");
  assert.equal(await to("/observatory?house=main"), "/observatory?house=main");
  for (const next of ["//evil.example", "https://evil.example", "/\\evil.example"]) {
    assert.equal(await to(next), "/");
  }
});

Deno.test("signin 2. addSignInRoutes() says the same of a wrong password and of an unknown name", async () => {
  const { server, browser } = signInLab();
  server.authenticated = { kind: "wrong" };
  const anna = browser();
  const answer = await anna.post("/login", { fields: { name: `"><b>x</b>`, password: "secret" } });
  assert.equal(answer.status, 403);
  const page = await answer.text();
  assert.match(page, /do not belong together\. Check both, and try again\./);
  assert.match(page, /value="&quot;&gt;&lt;b&gt;x&lt;\/b&gt;"/);
  assert.ok(!page.includes("<b>") && !page.includes("secret") && page.includes("The &lt;Old&gt;"));
  assert.equal(anna.cookies.has("vestibule"), false);
  // A guest's account, or one that was deleted while its password was looked at.
  server.authenticated = { kind: "ok", uid: 99 };
  const gone = await anna.post("/login");
  assert.equal(gone.status, 403);
  assert.match(await gone.text(), /do not belong together/);
});

Deno.test("signin 5. addSignInRoutes() gives another token at each sign-in, and the old one is dead", async () => {
  const { browsers, browser } = signInLab();
  const anna = browser();
  await anna.post("/login", { isSecure: true, headers: { origin: "https://house.example" } });
  const first = anna.cookie;
  assert.match(
    anna.set.join(),
    /vestibule=[\w-]{43}; Path=\/; Max-Age=1209600; HttpOnly; .*Secure/,
  );
  await anna.post("/login");
  assert.notEqual(anna.cookie, first);
  assert.doesNotMatch(anna.set.join(), /Secure/);
  assert.equal(browsers.visitors.browserOf(first), undefined);
  assert.ok(browsers.visitors.browserOf(anna.cookie));
});

Deno.test("signin 6. addSignInRoutes() takes no form of another site, nor one without its seal", async () => {
  const { server, browsers, browser } = signInLab();
  const anna = browser();
  await anna.post("/login");
  const [cookie, tries] = [anna.cookie, server.tries.length];
  const refused = [
    { headers: { origin: "https://evil.example" } },
    { headers: { origin: "null" } },
    { headers: { "sec-fetch-site": "cross-site" } },
    { headers: { "sec-fetch-site": "same-site" } },
    { fields: { seal: "" } },
    { fields: { seal: "A".repeat(43) } },
  ];
  for (const form of refused) {
    for (const path of ["/login", "/logout"]) {
      assert.equal((await anna.post(path, form)).status, 403, `${path} ${JSON.stringify(form)}`);
    }
  }
  const silent = await anna.send("/logout", { method: "POST", body: "seal=" });
  assert.equal(silent.status, 403);
  const foreign = { method: "DELETE", headers: { origin: "https://evil.example" } };
  assert.equal((await anna.send("/session", foreign)).status, 403);
  assert.equal(server.tries.length, tries);
  assert.equal(anna.cookie, cookie);
  assert.ok(browsers.visitors.browserOf(cookie));
});

Deno.test("signin 4. addSignInRoutes() signs out by the form and by the page's request", async () => {
  const { browsers, browser } = signInLab();
  for (const how of ["form", "request"]) {
    const anna = browser();
    await anna.post("/login");
    const { cookie } = anna;
    const answer = how === "form"
      ? await anna.post("/logout")
      : await anna.send("/session", { method: "DELETE", headers: { origin: ORIGIN } });
    assert.equal(answer.status, how === "form" ? 303 : 204);
    assert.equal(anna.cookies.has("vestibule"), false);
    assert.equal(browsers.visitors.browserOf(cookie), undefined);
  }
});

Deno.test("signin 7. addSignInRoutes() says what throttles and bans say", async () => {
  const { server, browser } = signInLab();
  server.authenticated = { kind: "throttled", seconds: 120 };
  const throttled = await browser().post("/login");
  assert.equal(throttled.status, 429);
  assert.equal(throttled.headers.get("retry-after"), "120");
  assert.match(await throttled.text(), /Too many logins failed lately\. Try again in 2 minutes\./);
  server.authenticated = { kind: "banned", what: "name" };
  assert.match(await (await browser().post("/login")).text(), /That name is banned here\./);
  server.authenticated = { kind: "ok", uid: 1 };
  server.standings.set(1, { kind: "banned", what: "name" });
  assert.match(await (await browser().post("/login")).text(), /That name is banned here\./);
  const asked = server.tries.length;
  const banned = await browser().post("/login", { address: "203.0.113.9" });
  assert.equal(banned.status, 403);
  assert.equal(server.tries.length, asked);
});

Deno.test("signin 7. addSignInRoutes() looks at ten forms of an address at once, and at one a second then", async () => {
  const { server, clock, browser } = signInLab();
  const anna = browser();
  await anna.seal(); // from here on all of its forms have the same
  const statuses = async (count: number) => {
    const all = Array.from({ length: count }, () => anna.post("/login"));
    return (await Promise.all(all)).map(({ status }) => status);
  };
  assert.deepEqual(await statuses(11), [...Array(10).fill(303), 429]);
  assert.equal(server.tries.length, 10);
  clock.advance(1_000);
  assert.deepEqual(await statuses(2), [303, 429]);
  assert.equal((await browser().post("/login", { address: "192.0.2.8" })).status, 303);
});

Deno.test("addSignInRoutes() tells the trace who signs in and out, and no secret", async () => {
  const { traced, browser } = signInLab();
  const anna = browser();
  await anna.post("/login", { fields: { password: "tall-clock-ticks" } });
  const token = anna.cookies.get("vestibule") ?? "";
  await anna.post("/logout");
  assert.deepEqual(traced.map(({ kind, data }) => [kind, data]), [
    ["web:signIn", { account: 1, name: "Anna", address: "192.0.2.7" }],
    ["web:signOut", { account: 1, tabs: 0 }],
  ]);
  assert.equal(token.length, 43);
  for (const secret of [token, "tall-clock-ticks"]) {
    assert.ok(!JSON.stringify(traced).includes(secret));
  }
});

Deno.test("gate 13. addSignInRoutes() survives hostile bodies, and asks the Server of none of them", async () => {
  const { server, browser } = signInLab();
  const anna = browser();
  const status = async (form: Parameters<typeof anna.post>[1], path = "/login") =>
    (await anna.post(path, { address: "127.0.0.1", ...form })).status;
  assert.equal(await status({ body: "a".repeat(16 * 1024 + 1) }), 413);
  assert.equal(await status({ headers: { "content-type": "text/plain" } }), 415);
  assert.equal(await status({ headers: { "content-type": "application/json" } }), 415);
  for (const body of ["", "&&&=", "%", "%ff%fe", "seal", "\u0000", "seal=%00&seal=%00"]) {
    assert.equal(await status({ body }), 403);
  }
  assert.equal(await status({ fields: { name: "a".repeat(101) } }), 403);
  assert.equal(await status({ fields: { password: "a".repeat(1001) } }), 403);
  const json = { "content-type": "application/json" };
  for (const body of ["", "{", "null", "[]", `{"ticket":{}}`, `{"ticket":"${"a".repeat(43)}"}`]) {
    assert.equal(await status({ headers: json, body }, "/session"), 403);
  }
  assert.equal(await status({ headers: json, body: "a".repeat(16 * 1024 + 1) }, "/session"), 413);
  assert.equal(await status({ body: "{}" }, "/session"), 415);
  assert.deepEqual(server.tries, []);
});

Deno.test("gate 13. addSignInRoutes() waits for a form so long and no longer", async () => {
  const { clock, browser } = signInLab();
  const anna = browser();
  let isRead = false;
  const body = new ReadableStream<Uint8Array>({
    pull: () => {
      isRead = true;
      return new Promise(() => {});
    },
  }, { highWaterMark: 0 });
  const answer = anna.post("/login", { body });
  await until("the form is read", () => isRead);
  clock.advance(10_000);
  assert.equal((await answer).status, 408);
});

Deno.test("addSignInRoutes() says so when the game does not answer", async () => {
  const { server, browser } = signInLab();
  server.isThere = false;
  const answer = await browser().post("/login");
  assert.equal(answer.status, 503);
  assert.match(await answer.text(), /does not answer just now\. Try again in a moment\./);
});

Deno.test("gate 12. addSignInRoutes() lets the page send its form to this server alone, and say where it is from", async () => {
  const { fetch } = signInLab();
  const { headers } = await fetch("/login");
  assert.match(headers.get("content-security-policy") ?? "", /form-action 'self'/);
  assert.equal(headers.get("referrer-policy"), "same-origin");
  assert.equal(headers.get("cache-control"), "no-store");
  const game = await fetch("/");
  assert.match(game.headers.get("content-security-policy") ?? "", /form-action 'none'/);
});
