import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import type { Asked } from "../../../../src/core/boundary/question_table.ts";
import { ManualClock } from "../../../../src/core/clock.ts";
import { Trace } from "../../../../src/core/trace/trace.ts";
import { SharedBrowsers } from "../../../../src/portals/realm/remote/shared_browsers.ts";
import { RealmSubjects } from "../../../../src/portals/realm/subjects.ts";
import { Browsers } from "../../../../src/portals/web/sign_in/browsers.ts";
import { countedBytes } from "../../web/sign_in/counted_bytes.ts";
import { kept, StandingServer } from "../../web/sign_in/standing_server.ts";
import { MemoryBus } from "../memory_bus.ts";

const ADDRESS = "127.0.0.1";
const SOURCE = { origin: "http://localhost", host: "localhost", site: undefined, isSecure: false };

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise<void>((resolve) => setImmediate(() => resolve()));
  }
}

/** Two Portals, and a browser with a tab at the first: its session 7 has account 1. */
async function realm() {
  const bus = new MemoryBus();
  const server = new StandingServer();
  for (const [uid, name] of [[1, "Anna"], [2, "Berta"]] as const) {
    server.standings.set(uid, kept(name));
  }
  const random = countedBytes();
  const said: string[] = [];
  const portal = (number: number) => {
    const subjects = new RealmSubjects("test");
    const { connection } = bus.connect();
    connection.subscribe(subjects.browser, {
      callback: (_error, { data }) => void said.push(new TextDecoder().decode(data)),
    });
    const news = new SharedBrowsers({ connection, subjects, portal: number, trace: new Trace() });
    return new Browsers({
      ...{ questions: server, clock: new ManualClock(), trace: new Trace(), random, news },
    });
  };
  const [one, two] = [portal(1), portal(2)];
  const outcome = await one.signIn(1, { cookies: undefined, address: ADDRESS });
  assert.ok(outcome.kind === "signedIn");
  const cookies = `vestibule=${outcome.token}`;
  const tab = one.tab(await one.arrival(SOURCE, { cookies, address: ADDRESS }), { end: () => {} });
  assert.ok(tab !== undefined);
  one.hold(tab, 7);
  const uidAt = async (browsers: Browsers, shown = cookies) =>
    (await browsers.arrival(SOURCE, { cookies: shown, address: ADDRESS })).uid;
  /** Lets the second Portal know the browser, as after a session of it has moved there. */
  const know = (sessid: number, end: () => void = () => {}) => {
    const record = one.recordOf(7);
    assert.ok(record !== null);
    const moved = two.adopt(record, { end });
    assert.ok(moved !== undefined);
    two.hold(moved, sessid);
    return moved;
  };
  const loggedOut = () =>
    server.asked.filter(({ name }) => name === "logout")
      // What is asked by this name is of this type.
      .map(({ value }) => (value as Asked<"logout">).sessids);
  return { ...{ server, loggedOut, one, two, tab, cookies, said, uidAt, know } };
}

Deno.test("a browser that signs out at one Portal is signed out at all, on each of its tabs", async () => {
  const { loggedOut, one, two, cookies, said, uidAt, know } = await realm();
  know(8);
  assert.deepEqual([await uidAt(one), await uidAt(two)], [1, 1]);
  await two.signOut(cookies);
  await settled();

  assert.deepEqual([await uidAt(one), await uidAt(two)], [undefined, undefined]);
  assert.deepEqual(loggedOut(), [[8], [7]]);
  assert.ok(!said.join().includes(cookies.slice("vestibule=".length)), "no secret is told");
});

Deno.test("a browser signs out by a Portal that does not know it", async () => {
  const { loggedOut, one, two, cookies, uidAt } = await realm();
  await two.signOut(cookies);
  await settled();

  assert.equal(await uidAt(one), undefined);
  assert.deepEqual(loggedOut(), [[7]]);
});

Deno.test("a tab whose session cannot be logged out is ended at the other Portal as at its own", async () => {
  const { server, one, two, cookies, know } = await realm();
  let ended = 0;
  know(8, () => void ended++);
  server.isThere = false;
  await one.signOut(cookies);
  await settled();

  assert.equal(ended, 1);
  assert.equal(two.recordOf(8)?.browser, null);
});

Deno.test("a browser that leaves its account in the game at one Portal has left it at all", async () => {
  const { one, two, uidAt, know } = await realm();
  know(8).changeAccount(null);
  await settled();

  assert.deepEqual([await uidAt(one), await uidAt(two)], [undefined, undefined]);
});

Deno.test("a browser that signs in anew at one Portal is known by its new cookie at all, and by no other", async () => {
  const { loggedOut, one, two, cookies, uidAt, know } = await realm();
  know(8);
  const again = await two.signIn(2, { cookies, address: ADDRESS });
  assert.ok(again.kind === "signedIn");
  const fresh = `vestibule=${again.token}`;
  await settled();

  assert.deepEqual([await uidAt(one), await uidAt(two)], [undefined, undefined]);
  assert.deepEqual([await uidAt(one, fresh), await uidAt(two, fresh)], [2, 2]);
  await two.signOut(fresh);
  await settled();
  assert.deepEqual(loggedOut(), [[8], [7]]);
});

Deno.test("a browser that has shown its new cookie at one Portal is asked for it at all", async () => {
  const { one, two, cookies, uidAt, know } = await realm();
  know(8);
  const again = await two.signIn(1, { cookies, address: ADDRESS });
  assert.ok(again.kind === "signedIn");
  assert.equal(await uidAt(two, `vestibule=${again.token}`), 1);
  await settled();

  assert.equal(one.mayReturn(7, { isOwn: true }), false);
});

Deno.test("a browser that leaves its account at one Portal while it shows its cookie at another has left it at both", async () => {
  const { one, two, tab, cookies, uidAt, know } = await realm();
  know(8);
  const again = await two.signIn(1, { cookies, address: ADDRESS });
  assert.ok(again.kind === "signedIn");
  const fresh = `vestibule=${again.token}`;
  await settled();
  tab.changeAccount(null);
  await uidAt(two, fresh);
  await settled();

  assert.deepEqual([await uidAt(one, fresh), await uidAt(two, fresh)], [undefined, undefined]);
});

Deno.test("a Portal forgets a browser with the last of its sessions that goes on elsewhere", async () => {
  const { one, cookies, uidAt } = await realm();
  const second = one.tab(await one.arrival(SOURCE, { cookies, address: ADDRESS }), { end() {} });
  assert.ok(second !== undefined);
  const held = one.hold(second, 9);
  one.letGo(7);
  assert.equal(await uidAt(one), 1);
  one.letGo(9);
  held[Symbol.dispose]();
  assert.equal(await uidAt(one), undefined);
});

Deno.test("SharedBrowsers hear nothing that is no word of another Portal", async () => {
  const bus = new MemoryBus();
  const subjects = new RealmSubjects("test");
  const { connection } = bus.connect();
  using news = new SharedBrowsers({ connection, subjects, portal: 1, trace: new Trace() });
  let heard = 0;
  news.follow(() => void heard++);
  news.tell({ key: "k".repeat(43), now: null });
  const other = bus.connect().connection;
  for (const word of ["", "{}", '{"kind":"browser","portal":2,"key":"short","now":null}']) {
    other.publish(subjects.browser, new TextEncoder().encode(word));
  }
  await settled();
  assert.equal(heard, 0);
  using others = new SharedBrowsers({ connection: other, subjects, portal: 2, trace: new Trace() });
  others.tell({ key: "k".repeat(43), now: null });
  await settled();
  assert.equal(heard, 1);
});
