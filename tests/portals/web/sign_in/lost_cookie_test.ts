import assert from "node:assert/strict";
import { ManualClock } from "../../../../src/core/clock.ts";
import { Trace } from "../../../../src/core/trace/trace.ts";
import { Browsers } from "../../../../src/portals/web/sign_in/browsers.ts";
import { countedBytes } from "./counted_bytes.ts";
import { kept, StandingServer } from "./standing_server.ts";

const ADDRESS = "127.0.0.1";
const SOURCE = { origin: "http://localhost", host: "localhost", site: undefined, isSecure: false };
const NOBODY = { cookies: undefined, address: ADDRESS };

function lab() {
  const server = new StandingServer();
  server.standings.set(1, kept("Anna"));
  const browsers = new Browsers({
    ...{ questions: server, clock: new ManualClock(), trace: new Trace(), random: countedBytes() },
  });
  const tickets: string[] = [];
  const send = (name: string, [ticket]: readonly unknown[]) => {
    if (name === "web_ticket") tickets.push(String(ticket));
  };
  /** Opens a tab as a session, which logs in as account 1. */
  const open = async (sessid: number, cookies?: string) => {
    const arrival = await browsers.arrival(SOURCE, { cookies, address: ADDRESS });
    const tab = browsers.tab(arrival, { send, end: () => {} });
    assert.ok(tab !== undefined);
    browsers.hold(tab, sessid);
    tab.changeAccount({ uid: 1, uname: "Anna" });
    return tab;
  };
  const redeem = (ticket = "", cookies?: string) =>
    browsers.redeem(ticket, { cookies, address: ADDRESS });
  const signedIn = async (...sent: Parameters<typeof redeem>) => {
    const outcome = await redeem(...sent);
    assert.ok(outcome.kind === "signedIn");
    return `vestibule=${outcome.token}`;
  };
  return { browsers, tickets, open, redeem, signedIn };
}

/** Two tabs of a browser, one of which signs in anew; the cookie of that is lost. */
async function twoTabs() {
  const { open, signedIn, ...parts } = lab();
  const { browsers, tickets } = parts;
  await open(7);
  const cookies = await signedIn(tickets.pop());
  await open(8, cookies);
  const tab = await open(9, cookies);
  tab.changeAccount(null);
  tab.changeAccount({ uid: 1, uname: "Anna" });
  const lost = await signedIn(tickets.pop(), cookies);
  browsers.cameBack(9);
  return { ...parts, signedIn, cookies, lost };
}

Deno.test("a page has one ticket that is good: who comes back again and again takes none from others", async () => {
  const { browsers, tickets, open, redeem } = lab();
  await open(7);
  await open(8);
  for (let time = 0; time < 1_000; time++) browsers.cameBack(8);

  assert.deepEqual(await redeem(tickets[1]), { kind: "void" });
  assert.equal((await redeem(tickets[0])).kind, "signedIn");
  assert.equal((await redeem(tickets.at(-1))).kind, "signedIn");
});

Deno.test("a ticket is void whose page came back while the Server was asked: two cookies would cross", async () => {
  const { browsers, tickets, open, redeem } = lab();
  await open(7);
  const late = redeem(tickets[0]);
  browsers.cameBack(7);

  assert.deepEqual(await late, { kind: "void" });
  assert.equal((await redeem(tickets[1])).kind, "signedIn");
});

Deno.test("the other tabs of a browser whose cookie was lost stay with it when it is signed in anew", async () => {
  const { browsers, tickets, cookies, lost, signedIn } = await twoTabs();
  const fresh = await signedIn(tickets.pop(), cookies);
  const arrival = await browsers.arrival(SOURCE, { cookies: fresh, address: ADDRESS });

  assert.deepEqual([browsers.mayReturn(8, arrival), browsers.mayReturn(9, arrival)], [true, true]);
  assert.equal(browsers.mayReturn(8, { isOwn: true }), false);
  assert.equal(await browsers.visitors.of({ cookies: lost, address: ADDRESS }), undefined);
});

Deno.test("the other tabs of a browser stay with it whose cookie came later than its page came back", async () => {
  const { browsers, tickets, lost, signedIn } = await twoTabs();
  const fresh = await signedIn(tickets.pop(), lost);
  const arrival = await browsers.arrival(SOURCE, { cookies: fresh, address: ADDRESS });

  assert.deepEqual([browsers.mayReturn(8, arrival), browsers.mayReturn(9, arrival)], [true, true]);
});

Deno.test("a lost cookie is worth nothing once its page is signed in with another one", async () => {
  const { browsers, tickets, open, signedIn } = lab();
  await open(7);
  const lost = await signedIn(tickets.pop());
  const own = await browsers.signIn(1, NOBODY);
  assert.ok(own.kind === "signedIn");
  browsers.cameBack(7);
  await signedIn(tickets.pop(), `vestibule=${own.token}`);

  assert.equal(await browsers.visitors.of({ cookies: lost, address: ADDRESS }), undefined);
});
