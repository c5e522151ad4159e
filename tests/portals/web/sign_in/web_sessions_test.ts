import assert from "node:assert/strict";
import fc from "fast-check";
import { ManualClock } from "../../../../src/core/clock.ts";
import {
  type WebAccount,
  WebSessions,
  type WebSessionsOptions,
} from "../../../../src/portals/web/sign_in/web_sessions.ts";
import { countedBytes } from "./counted_bytes.ts";

const ANNA: WebAccount = { uid: 1, passwordMark: "a" };
const BERT: WebAccount = { uid: 2, passwordMark: "b" };

function sessionsLab(limits: Partial<WebSessionsOptions> = {}) {
  const clock = new ManualClock(1_000);
  const options = { clock, random: countedBytes(), max: 10, maxOfOne: 3, lifeMs: 5_000 };
  return { clock, sessions: new WebSessions({ ...options, ...limits }) };
}

Deno.test("WebSessions knows a browser by its token, and keeps the token nowhere", () => {
  const { sessions } = sessionsLab();
  const token = sessions.signIn(ANNA);
  assert.match(token, /^[A-Za-z0-9_-]{43}$/);
  assert.deepEqual(sessions.find(token)?.account, ANNA);
  assert.equal(sessions.find(`${token.slice(0, -1)}_`), undefined);
  assert.ok(!JSON.stringify(sessions.find(token)).includes(token));
});

Deno.test("signin 5. WebSessions gives a browser another token at each sign-in, and the old one is worth nothing", () => {
  const { sessions } = sessionsLab();
  const first = sessions.signIn(ANNA);
  const browser = sessions.find(first);
  const second = sessions.signIn(BERT, browser);
  assert.notEqual(second, first);
  assert.equal(sessions.find(first), undefined);
  assert.equal(sessions.find(second), browser);
  assert.deepEqual(browser?.account, BERT);
  assert.equal(sessions.count, 1);
});

Deno.test("WebSessions ends a sign-in when its time is over, used or not", () => {
  const { sessions, clock } = sessionsLab();
  const token = sessions.signIn(ANNA);
  clock.advance(4_999);
  const browser = sessions.find(token);
  assert.ok(browser !== undefined && sessions.has(browser));
  clock.advance(1);
  assert.equal(sessions.has(browser), false);
  assert.equal(sessions.find(token), undefined);
  assert.equal(sessions.count, 0);
});

Deno.test("WebSessions forgets the first of one account before any of another", () => {
  const { sessions } = sessionsLab();
  const bert = sessions.signIn(BERT);
  const [first, ...others] = Array.from({ length: 4 }, () => sessions.signIn(ANNA));
  assert.equal(sessions.find(first ?? ""), undefined);
  for (const token of [bert, ...others]) assert.ok(sessions.find(token));
});

Deno.test("WebSessions goes on knowing a browser that signed out in the game, and none it forgot", () => {
  const { sessions } = sessionsLab();
  const token = sessions.signIn(ANNA);
  const browser = sessions.find(token);
  assert.ok(browser);
  sessions.signOut(browser);
  assert.equal(sessions.find(token)?.account, null);
  sessions.forget(browser);
  assert.equal(sessions.find(token), undefined);
  // What was forgotten is not signed in again by its old name: it is a new one.
  const next = sessions.signIn(ANNA, browser);
  assert.notEqual(sessions.find(next), browser);
});

Deno.test("WebSessions stays in its limits and lets one token in, whatever browsers do", () => {
  const act = fc.record({
    act: fc.constantFrom("signIn", "again", "signOut", "forget", "wait"),
    uid: fc.integer({ min: 1, max: 4 }),
    nth: fc.nat({ max: 30 }),
  });
  fc.assert(fc.property(fc.array(act, { maxLength: 120 }), (acts) => {
    const { sessions, clock } = sessionsLab({ max: 6, maxOfOne: 2 });
    const given: string[] = [];
    const dead = new Set<string>();
    for (const { act, uid, nth } of acts) {
      const token = given[nth % Math.max(1, given.length)] ?? "";
      const browser = sessions.find(token);
      if (act === "wait") clock.advance(700);
      if (act === "signIn") given.push(sessions.signIn({ uid, passwordMark: "" }));
      if (act === "again" && browser !== undefined) {
        given.push(sessions.signIn({ uid, passwordMark: "" }, browser));
        dead.add(token);
      }
      if (act === "signOut" && browser !== undefined) sessions.signOut(browser);
      if (act === "forget" && browser !== undefined) {
        sessions.forget(browser);
        dead.add(token);
      }
      const known = given.map((each) => sessions.find(each)).filter((each) => each !== undefined);
      assert.ok(sessions.count <= 6);
      assert.equal(new Set(known).size, known.length);
      for (const each of dead) assert.equal(sessions.find(each), undefined);
      for (const owner of [1, 2, 3, 4]) {
        assert.ok(known.filter(({ account }) => account?.uid === owner).length <= 2);
      }
      for (const { until } of known) assert.ok(until > clock.now());
    }
  }));
});
