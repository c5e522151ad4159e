import assert from "node:assert/strict";
import { ManualClock } from "../../../../src/core/clock.ts";
import type { Standing } from "../../../../src/core/boundary/standing_question.ts";
import { Trace } from "../../../../src/core/trace/trace.ts";
import { Browsers } from "../../../../src/portals/web/sign_in/browsers.ts";
import { OPCODE, rawFrame, RawWebsocket } from "../raw_frames.ts";
import { type WebFixture, withWeb } from "../web_fixture.ts";
import { countedBytes } from "./counted_bytes.ts";
import { kept, StandingServer } from "./standing_server.ts";

const VISIT = { cookies: undefined, address: "127.0.0.1" };

interface ArrivalLab {
  readonly web: WebFixture;
  readonly server: StandingServer;
  readonly browsers: Browsers;
  /** Signs in a browser as account 1, and returns its cookie. */
  signIn(cookies?: string): Promise<string>;
  /** Opens the websocket of a page. */
  open(headers: Readonly<Record<string, string>>, offer?: string): Promise<PageSocket>;
}

/** A page's end of its websocket. */
interface PageSocket extends Disposable {
  next(): Promise<readonly [name: string, args: readonly unknown[]]>;
  send(name: string, args?: readonly unknown[]): Promise<void>;
}

function withArrivals(test: (lab: ArrivalLab) => Promise<void>): Promise<void> {
  const server = new StandingServer();
  server.standings.set(1, kept("Anna"));
  const browsers = new Browsers({
    ...{ questions: server, clock: new ManualClock(), trace: new Trace(), random: countedBytes() },
  });
  const signIn = async (cookies?: string) => {
    const outcome = await browsers.signIn(1, { ...VISIT, cookies });
    assert.ok(outcome.kind === "signedIn");
    return `vestibule=${outcome.token}`;
  };
  return withWeb((web) => {
    const open = async (headers: Readonly<Record<string, string>>, offer = "resume") => {
      const own = { origin: `http://127.0.0.1:${web.port}`, ...headers };
      const lines = Object.entries(own).map(([name, value]) => `${name}: ${value}`);
      return pageSocket(await RawWebsocket.open(web.port, `spans.vestibule, ${offer}`, lines));
    };
    return test({ web, server, browsers, signIn, open });
  }, { browsers, allowedOrigins: ["https://friend.example"] });
}

function pageSocket(socket: RawWebsocket): PageSocket {
  return {
    async next() {
      return JSON.parse(new TextDecoder().decode((await socket.next()).payload));
    },
    send: (name, args = []) => socket.send(rawFrame(OPCODE.TEXT, JSON.stringify([name, args, {}]))),
    [Symbol.dispose]: () => socket[Symbol.dispose](),
  };
}

Deno.test("signin 1. a browser that is signed in arrives as its account", () =>
  withArrivals(async ({ web, signIn, open }) => {
    using _page = await open({ cookie: await signIn() });
    assert.equal((await web.sink.session()).connection.uid, 1);
  }));

Deno.test("a browser whose account is banned, or has another password, arrives as nobody", () =>
  withArrivals(async ({ web, server, signIn, open }) => {
    const banned: Standing = { kind: "banned", what: "name" };
    for (const standing of [banned, kept("Anna", { passwordMark: "second" })]) {
      server.standings.set(1, kept("Anna"));
      const cookie = await signIn();
      server.standings.set(1, standing);
      using _page = await open({ cookie });
      assert.equal((await web.sink.session()).connection.uid, undefined);
    }
  }));

Deno.test("signin 6. a page of another site arrives as nobody, though its origin may connect", () =>
  withArrivals(async ({ web, server, signIn, open }) => {
    const cookie = await signIn();
    const asked = server.asked.length;
    using _friend = await open({ cookie, origin: "https://friend.example" });
    assert.equal((await web.sink.session()).connection.uid, undefined);
    using _sibling = await open({ cookie, "sec-fetch-site": "same-site" });
    assert.equal((await web.sink.session()).connection.uid, undefined);
    using _silent = await RawWebsocket.open(web.port, "spans.vestibule", [`Cookie: ${cookie}`]);
    assert.equal((await web.sink.session()).connection.uid, undefined);
    assert.equal(server.asked.length, asked);
  }));

Deno.test("signin 3. a page is given a ticket at a login, good once, for its browser's cookie", () =>
  withArrivals(async ({ web, browsers, open }) => {
    using page = await open({});
    const { connection } = await web.sink.session();
    assert.equal((await page.next())[0], "resume");
    connection.changeAccount?.({ uid: 1, uname: "Anna" });
    assert.deepEqual((await page.next()).slice(0, 2), ["web_account", ["Anna"]]);
    const [name, [ticket]] = await page.next();
    assert.equal(name, "web_ticket");
    const outcome = await browsers.redeem(String(ticket), VISIT);
    assert.ok(outcome.kind === "signedIn");
    assert.deepEqual(await browsers.redeem(String(ticket), VISIT), { kind: "void" });

    using _tab = await open({ cookie: `vestibule=${outcome.token}` });
    const second = await web.sink.session();
    assert.equal(second.connection.uid, 1);
  }));

Deno.test("signin 3. a ticket is void when its page has gone, or has left the account", () =>
  withArrivals(async ({ web, browsers, open }) => {
    const page = await open({});
    const { connection } = await web.sink.session();
    await page.next();
    const ticket = async () => {
      connection.changeAccount?.({ uid: 1, uname: "Anna" });
      await page.next();
      return String((await page.next())[1][0]);
    };
    const left = await ticket();
    connection.changeAccount?.(null);
    assert.deepEqual(await browsers.redeem(left, VISIT), { kind: "void" });
    await page.next();
    const gone = await ticket();
    connection.disconnect("booted", null);
    page[Symbol.dispose]();
    await web.close();
    assert.deepEqual(await browsers.redeem(gone, VISIT), { kind: "void" });
  }));

Deno.test("signin 4. a page that leaves its account signs its browser out; one that is booted does not", () =>
  withArrivals(async ({ web, browsers, signIn, open }) => {
    const isIn = async (cookies: string) =>
      await browsers.visitors.of({ ...VISIT, cookies }) !== undefined;
    for (const leaves of ["logout", "quit", "booted"] as const) {
      const cookie = await signIn();
      using _page = await open({ cookie });
      const { connection } = await web.sink.session();
      if (leaves === "logout") connection.changeAccount?.(null);
      else connection.disconnect(leaves, null);
      assert.equal(await isIn(cookie), leaves === "booted", leaves);
    }
  }));

Deno.test("signin 4. signing out asks the Server to log out every tab of that browser alone", () =>
  withArrivals(async ({ web, server, browsers, signIn, open }) => {
    const [anna, other] = [await signIn(), await signIn()];
    using _first = await open({ cookie: anna });
    using _other = await open({ cookie: other });
    using _second = await open({ cookie: anna });
    for (let count = 0; count < 3; count++) await web.sink.session();
    await browsers.signOut(anna);
    assert.deepEqual(server.asked.at(-1), { name: "logout", value: { sessids: [1, 3] } });
  }));

Deno.test("signin 4. the tabs of a browser that signs out end, where the Server does not answer", () =>
  withArrivals(async ({ web, server, browsers, signIn, open }) => {
    const cookie = await signIn();
    const page = await open({ cookie });
    const session = await web.sink.session();
    server.isThere = false;
    await browsers.signOut(cookie);
    page[Symbol.dispose]();
    assert.equal((await session.nextOf("closed")).reason, "quit");
  }));

Deno.test("signin 4. a page can log itself out whose browser is not signed in", () =>
  withArrivals(async ({ web, server, open }) => {
    using page = await open({});
    const session = await web.sink.session();
    await page.next();
    await page.send("web_sign_out");
    await page.send("text", ["look"]);
    await session.nextOf("line");
    session.connection.changeAccount?.({ uid: 5, uname: "Guest5" });
    await page.next();
    await page.send("web_sign_out");
    await page.send("text", ["look"]);
    await session.nextOf("line");
    assert.deepEqual(server.asked, [{ name: "logout", value: { sessids: [1] } }]);
    assert.deepEqual(session.waiting().filter(({ kind }) => kind === "calls"), []);
  }));

Deno.test("a session of a browser is resumed with that browser's cookie, and with no other", () =>
  withArrivals(async ({ web, signIn, open }) => {
    const [cookie, other] = [await signIn(), await signIn()];
    const first = await open({ cookie });
    const session = await web.sink.session();
    const [, [token]] = await first.next();
    first[Symbol.dispose]();
    for (const thief of [{}, { cookie: other }, { cookie, origin: "https://friend.example" }]) {
      // A session of its own is a session that is not resumed.
      using _stranger = await open(thief, `resume.${token}.0`);
      await web.sink.session();
    }
    using back = await open({ cookie }, `resume.${token}.0`);
    assert.equal((await back.next())[0], "resumed");
    assert.equal(session.connection.uid, 1);
  }));

Deno.test("a session goes on after its browser was signed in anew, by the new cookie", () =>
  withArrivals(async ({ web, signIn, open }) => {
    const cookie = await signIn();
    const first = await open({ cookie });
    await web.sink.session();
    const [, [token]] = await first.next();
    first[Symbol.dispose]();
    const newCookie = await signIn(cookie);
    using back = await open({ cookie: newCookie }, `resume.${token}.0`);
    assert.equal((await back.next())[0], "resumed");
  }));

Deno.test("signin 1. who signed in meanwhile is not led back to the login screen that was left", () =>
  withArrivals(async ({ web, signIn, open }) => {
    const first = await open({});
    await web.sink.session();
    const [, [token]] = await first.next();
    first[Symbol.dispose]();
    using _back = await open({ cookie: await signIn() }, `resume.${token}.0`);
    assert.equal((await web.sink.session()).connection.uid, 1);
  }));

/** The page of a browser without a cookie that has logged in as account 1, and was given a ticket. */
async function loggedIn({ web, open }: ArrivalLab) {
  const page = await open({});
  const session = await web.sink.session();
  const [, [token]] = await page.next();
  session.connection.changeAccount?.({ uid: 1, uname: "Anna" });
  assert.equal((await page.next())[0], "web_account");
  return { page, session, token, ticket: await ticketOf(page) };
}

async function ticketOf(page: PageSocket): Promise<string> {
  const [name, [ticket]] = await page.next();
  assert.equal(name, "web_ticket");
  return String(ticket);
}

async function redeem({ browsers }: ArrivalLab, ticket: string): Promise<string> {
  const outcome = await browsers.redeem(ticket, VISIT);
  assert.ok(outcome.kind === "signedIn");
  return `vestibule=${outcome.token}`;
}

Deno.test("a page whose cookie was lost on its way comes back without it, and is signed in anew", () =>
  withArrivals(async (lab) => {
    const { page, token, ticket } = await loggedIn(lab);
    const lost = await redeem(lab, ticket);
    page[Symbol.dispose]();

    const back = await lab.open({}, `resume.${token}.2`);
    assert.equal((await back.next())[0], "resumed");
    const cookie = await redeem(lab, await ticketOf(back));
    assert.equal(await lab.browsers.visitors.of({ ...VISIT, cookies: lost }), undefined);
    back[Symbol.dispose]();

    using again = await lab.open({ cookie }, `resume.${token}.3`);
    assert.equal((await again.next())[0], "resumed");
  }));

Deno.test("a page that was cut off before it used its ticket is given another when it comes back", () =>
  withArrivals(async (lab) => {
    const { page, token } = await loggedIn(lab);
    page[Symbol.dispose]();

    using back = await lab.open({}, `resume.${token}.2`);
    assert.equal((await back.next())[0], "resumed");
    await redeem(lab, await ticketOf(back));
  }));

Deno.test("a page that has said to have its cookie comes back with that alone", () =>
  withArrivals(async (lab) => {
    const { page, session, token, ticket } = await loggedIn(lab);
    const cookie = await redeem(lab, ticket);
    await page.send("web_signed_in");
    await page.send("text", ["look"]);
    await session.nextOf("line");
    assert.deepEqual(session.waiting().filter(({ kind }) => kind === "calls"), []);
    page[Symbol.dispose]();

    using _thief = await lab.open({}, `resume.${token}.2`);
    await lab.web.sink.session(); // one of its own
    using back = await lab.open({ cookie }, `resume.${token}.2`);
    assert.equal((await back.next())[0], "resumed");
  }));

Deno.test("a guest's page is given one ticket, and no other when it comes back", () =>
  withArrivals(async (lab) => {
    const { page, session, token, ticket } = await loggedIn(lab);
    lab.server.standings.delete(1);
    assert.deepEqual(await lab.browsers.redeem(ticket, VISIT), { kind: "gone" });
    await page.send("web_signed_in");
    await page.send("text", ["look"]);
    await session.nextOf("line");
    page[Symbol.dispose]();

    using back = await lab.open({}, `resume.${token}.2`);
    assert.equal((await back.next())[0], "resumed");
    session.connection.changeAccount?.({ uid: 5, uname: "Guest5" });
    assert.equal((await back.next())[0], "web_account");
  }));
