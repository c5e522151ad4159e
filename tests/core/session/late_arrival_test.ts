import assert from "node:assert/strict";
import type { InnerGame } from "../../games/inner_game.ts";
import { until } from "../../games/turns_of.ts";
import { countWaits, leftGame, LOGIN_SCREEN, waitForStore, WAITS } from "./left_game.ts";
import { assertSessionLaws } from "./session_laws.ts";

// Inline only: each test looks inside.

const FAULTY = {
  "the database is away": (inner: InnerGame, is: boolean) => inner.gate.isAway = is,
  "the disk is full": (inner: InnerGame, is: boolean) => inner.disk.isFull = is,
} as const;

for (const [fault, make] of Object.entries(FAULTY)) {
  Deno.test(`1.1.7 who arrives while ${fault} waits, is let in when it is over, and what was typed is run then`, async () => {
    await using left = await leftGame();
    const { inner, anna, bert } = left;
    make(inner, true);
    // The first finds it out.
    const first = await inner.game.connect({ uid: anna });
    const second = await inner.game.connect({ uid: bert });
    first.type("say one");
    second.type("say two");
    await inner.game.settled();
    for (const one of [first, second]) {
      assert.match(one.screen, WAITS);
      assert.doesNotMatch(one.screen, LOGIN_SCREEN);
      const session = inner.inside.sessions.get(one.sessid);
      assert.deepEqual([session?.state, session?.account], ["negotiating", null]);
    }
    make(inner, false);
    await waitForStore(inner);
    first.expect('You say, "one"');
    second.expect('You say, "two"');
    for (const one of [first, second]) {
      assert.equal(countWaits(one.screen), 1, "told once");
      assert.doesNotMatch(one.screen, LOGIN_SCREEN);
      assert.equal(inner.inside.sessions.get(one.sessid)?.state, "puppeting");
    }
    assertSessionLaws(inner.inside);
  });
}

/** Lets somebody arrive, and the disk be full as the login is to be kept. */
async function loseLogin({ game, gate, disk }: InnerGame, uid: number) {
  gate.close();
  const connecting = game.connect({ uid });
  await until("the login's commit", () => gate.waiting > 0);
  disk.isFull = true;
  gate.open();
  return await connecting;
}

Deno.test("1.1.7 who is let in, and loses that with the turn, waits and is let in again", async () => {
  await using left = await leftGame();
  const { inner, anna: uid } = left;
  const { game, disk } = inner;
  const anna = await loseLogin(inner, uid);
  anna.type("say here");
  await game.settled();
  assert.match(anna.screen, WAITS);
  assert.doesNotMatch(anna.screen, LOGIN_SCREEN);
  assert.doesNotMatch(anna.screen, /You say/);
  disk.isFull = false;
  await waitForStore(inner);
  anna.expect('You say, "here"');
  assert.equal(anna.screen.match(/You say, "here"/g)?.length, 1);
  assert.doesNotMatch(anna.screen, LOGIN_SCREEN);
  assertSessionLaws(inner.inside);
});

for (const how of ["crashes", "is reloaded"] as const) {
  Deno.test(`1.1.7 who waits to be let in is let in by the next Server when this one ${how}`, async () => {
    await using left = await leftGame();
    const { inner, anna: uid } = left;
    const { game, disk } = inner;
    const anna = await loseLogin(inner, uid);
    assert.match(anna.screen, WAITS);
    disk.isFull = false;
    if (how === "crashes") await inner.crash();
    else assert.equal(await game.reload(), undefined);
    await anna.send("say here");
    anna.expect('You say, "here"');
    assert.doesNotMatch(anna.screen, LOGIN_SCREEN);
    assertSessionLaws(inner.inside);
  });
}

Deno.test("1.1.7 the Portal knows who waits also when the turn that says so is lost", async () => {
  await using left = await leftGame();
  const { inner, anna: uid } = left;
  const { game, gate } = inner;
  gate.close();
  inner.inside.world.create({ type: "thing", name: "a stone" });
  await until("the commit of the stone", () => gate.waiting > 0);
  gate.isAway = true;
  const connecting = game.connect({ uid });
  await until("the question for the account", () => gate.askedAway > 0);
  gate.open();
  const anna = await connecting;
  assert.match(anna.screen, WAITS);
  const copy = inner.portalNow.find(({ sessid }) => sessid === anna.sessid);
  assert.deepEqual([copy?.uid, copy?.state], [uid, "negotiating"]);
  gate.isAway = false;
  await inner.crash();
  await anna.send("say here");
  anna.expect('You say, "here"');
});

Deno.test("1.1.7 who cannot be let in although all is well sees the login screen", async () => {
  let tries = 0;
  await using left = await leftGame();
  const { inner, anna: uid } = left;
  const { accounts } = inner.inside;
  const get = accounts.get.bind(accounts);
  accounts.get = (id) => {
    if (id !== uid) return get(id);
    tries++;
    return Promise.reject(new Error("connection refused by that row alone"));
  };
  const anna = await inner.game.connect({ uid });
  assert.match(anna.screen, LOGIN_SCREEN);
  assert.doesNotMatch(anna.screen, WAITS);
  assert.equal(tries, 3);
  assert.equal(inner.inside.sessions.get(anna.sessid)?.state, "unloggedin");
  await anna.send("connect anna sesame-street");
  anna.expect("Welcome, Anna.");
});

Deno.test("1.1.7 who hangs up while waiting is not let in", async () => {
  await using left = await leftGame();
  const { inner, anna: uid } = left;
  const logins = () => inner.game.trace.filter(({ kind }) => kind === "session:login").length;
  const before = logins();
  inner.gate.isAway = true;
  const anna = await inner.game.connect({ uid });
  assert.match(anna.screen, WAITS);
  anna.drop();
  await inner.game.settled();
  assert.equal(inner.inside.sessions.count, 0);
  inner.gate.isAway = false;
  await waitForStore(inner);
  assert.equal(inner.inside.sessions.count, 0);
  assert.equal(logins(), before);
});

Deno.test("however many wait for a Store that is away, it is asked once at a time", async () => {
  await using left = await leftGame();
  const { inner, anna: uid } = left;
  inner.gate.isAway = true;
  const many = await Promise.all(Array.from({ length: 20 }, () => inner.game.connect({ uid })));
  const before = inner.gate.askedAway;
  for (let asked = 0; asked < 3; asked++) {
    await inner.moveTime(1_000);
    await inner.game.settled();
  }
  assert.equal(inner.gate.askedAway - before, 3);
  inner.gate.isAway = false;
  await waitForStore(inner);
  for (const one of many) one.expect("Welcome, Anna.");
});
