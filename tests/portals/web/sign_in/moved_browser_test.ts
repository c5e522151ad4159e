import assert from "node:assert/strict";
import { ManualClock } from "../../../../src/core/clock.ts";
import { Trace } from "../../../../src/core/trace/trace.ts";
import type { Wish } from "../../../../src/portals/session/elsewhere.ts";
import { Browsers } from "../../../../src/portals/web/sign_in/browsers.ts";
import { keyOf } from "../../../../src/portals/web/sign_in/web_sessions.ts";
import { countedBytes } from "./counted_bytes.ts";
import { kept, StandingServer } from "./standing_server.ts";

const ADDRESS = "127.0.0.1";
const SOURCE = { origin: "http://localhost", host: "localhost", site: undefined, isSecure: false };
const OPTIONS = { send: undefined, end: () => {} };
const WISH: Wish = {
  ...{ token: keyOf("a token"), received: 0, isOwn: true, browser: null, uid: null },
};

function portal(clock = new ManualClock()) {
  const server = new StandingServer();
  server.standings.set(1, kept("Anna"));
  return new Browsers({
    ...{ questions: server, clock, trace: new Trace(), random: countedBytes() },
  });
}

/** A Portal with the tab of a browser that is signed in, as session 7. */
async function visit() {
  const browsers = portal();
  const outcome = await browsers.signIn(1, { cookies: undefined, address: ADDRESS });
  assert.ok(outcome.kind === "signedIn");
  const cookies = `vestibule=${outcome.token}`;
  const arrival = await browsers.arrival(SOURCE, { cookies, address: ADDRESS });
  const tab = browsers.tab(arrival, OPTIONS);
  assert.ok(tab !== undefined);
  browsers.hold(tab, 7);
  return { browsers, cookies, key: keyOf(outcome.token) };
}

Deno.test("a session may leave with its browser alone, which is known by the hash of its cookie", async () => {
  const { browsers, key } = await visit();

  assert.equal(browsers.mayLeave(7, { ...WISH, browser: key }), true);
  assert.equal(browsers.mayLeave(7, WISH), false);
  assert.equal(browsers.mayLeave(7, { ...WISH, browser: keyOf("another") }), false);
  assert.equal(browsers.mayLeave(8, WISH), true, "of a session without a tab nothing is known");
});

Deno.test("a session at the login screen stays whose browser has signed in meanwhile", async () => {
  const { browsers, key } = await visit();
  const tab = browsers.tab({ isOwn: true }, OPTIONS);
  assert.ok(tab !== undefined);
  browsers.hold(tab, 9);

  assert.equal(browsers.mayLeave(9, { ...WISH, browser: key }), false);
  assert.equal(browsers.mayLeave(9, { ...WISH, uid: 1 }), false);
  assert.equal(browsers.mayLeave(9, WISH), true);
});

Deno.test("a browser stays signed in at the Portal that its session moves to, and no secret goes along", async () => {
  const { browsers, cookies, key } = await visit();
  const record = browsers.recordOf(7);
  assert.ok(record !== null);
  assert.ok(!JSON.stringify(record).includes(cookies.slice("vestibule=".length)));

  const other = portal();
  assert.deepEqual(await other.arrival(SOURCE, { cookies, address: ADDRESS }), { isOwn: true });
  const tab = other.adopt(record, OPTIONS);
  assert.ok(tab !== undefined);
  other.hold(tab, 7);
  const arrival = await other.arrival(SOURCE, { cookies, address: ADDRESS });

  assert.equal(arrival.uid, 1);
  assert.equal(other.mayReturn(7, arrival), true);
  assert.equal(other.mayReturn(7, { isOwn: true }), false);
  assert.equal(other.recordOf(7)?.browser?.key, key);
});

Deno.test("a browser that was signed out at another Portal is signed out where its session comes back to", async () => {
  const { browsers, cookies } = await visit();
  const record = browsers.recordOf(7);
  assert.ok(record !== null);
  const other = portal();
  const tab = other.adopt(record, OPTIONS);
  assert.ok(tab !== undefined);
  other.hold(tab, 7);
  tab.changeAccount(null);
  const back = other.recordOf(7);
  assert.ok(back !== null);
  browsers.adopt(back, OPTIONS);

  assert.equal((await browsers.arrival(SOURCE, { cookies, address: ADDRESS })).uid, undefined);
});

Deno.test("a page that logged in just before its session moved signs its browser in at the other Portal", async () => {
  const browsers = portal();
  const tab = browsers.tab({ isOwn: true }, OPTIONS);
  assert.ok(tab !== undefined);
  browsers.hold(tab, 7);
  tab.changeAccount({ uid: 1, uname: "Anna" });
  const record = browsers.recordOf(7);
  assert.ok(record !== null);
  const other = portal();
  const sent: (readonly [string, readonly unknown[]])[] = [];
  const moved = other.adopt(record, { ...OPTIONS, send: (...call) => void sent.push(call) });
  assert.ok(moved !== undefined);
  other.hold(moved, 7);
  other.cameBack(7);
  const [[name, [ticket]] = ["", []]] = sent;

  assert.deepEqual([name, sent.length], ["web_ticket", 1]);
  const outcome = await other.redeem(String(ticket), { cookies: undefined, address: ADDRESS });
  assert.equal(outcome.kind, "signedIn");
});

Deno.test("a page whose browser is signed in is given no ticket where its session moves to", async () => {
  const { browsers } = await visit();
  const record = browsers.recordOf(7);
  assert.ok(record !== null);
  const sent: string[] = [];
  const other = portal();
  const tab = other.adopt(record, { ...OPTIONS, send: (name) => void sent.push(name) });
  assert.ok(tab !== undefined);
  other.hold(tab, 7);
  other.cameBack(7);
  // Nor later, when others have signed in so often that it is known no more.
  const nobody = { cookies: undefined, address: ADDRESS };
  for (let time = 0; time < 20; time++) await other.signIn(1, nobody);
  assert.equal(other.recordOf(7)?.browser, null);
  other.cameBack(7);

  assert.deepEqual(sent, []);
});

Deno.test("a session whose browser's cookie was lost on its way moves without it, and signs in at the other Portal", async () => {
  const browsers = portal();
  const sent: (readonly [string, readonly unknown[]])[] = [];
  const options = { ...OPTIONS, send: (...call: (typeof sent)[number]) => void sent.push(call) };
  const tab = browsers.tab({ isOwn: true }, options);
  assert.ok(tab !== undefined);
  browsers.hold(tab, 7);
  tab.changeAccount({ uid: 1, uname: "Anna" });
  const [, [ticket]] = sent.at(-1) ?? ["", []];
  await browsers.redeem(String(ticket), { cookies: undefined, address: ADDRESS });

  assert.equal(browsers.mayLeave(7, WISH), true);
  const record = browsers.recordOf(7);
  assert.ok(record !== null);
  const other = portal();
  const moved = other.adopt(record, options);
  assert.ok(moved !== undefined);
  other.hold(moved, 7);
  assert.equal(other.mayReturn(7, { isOwn: true }), true);
  sent.length = 0;
  other.cameBack(7);
  assert.deepEqual(sent.map(([name]) => name), ["web_ticket"]);
});

Deno.test("a page that comes back may sign its browser in for five minutes from its login on, wherever it is", () => {
  const clock = new ManualClock(1_000);
  const sent: string[] = [];
  const options = { ...OPTIONS, send: (name: string) => void sent.push(name) };
  const browsers = portal(clock);
  const tab = browsers.tab({ isOwn: true }, options);
  assert.ok(tab !== undefined);
  browsers.hold(tab, 7);
  tab.changeAccount({ uid: 1, uname: "Anna" });
  const record = browsers.recordOf(7);
  assert.ok(record !== null);
  const other = portal(clock);
  const moved = other.adopt(record, options);
  assert.ok(moved !== undefined);
  other.hold(moved, 7);

  sent.length = 0;
  clock.advance(299_999);
  for (const each of [browsers, other]) each.cameBack(7);
  assert.deepEqual(sent, ["web_ticket", "web_ticket"]);
  clock.advance(1);
  for (const each of [browsers, other]) each.cameBack(7);
  assert.equal(sent.length, 2);
});
