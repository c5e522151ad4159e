import assert from "node:assert/strict";
import { definePlugin } from "../../../mod.ts";
import { newSync } from "../../games/bare_server.ts";
import type { InnerGame } from "../../games/inner_game.ts";
import { turnsOfTheLoop, until } from "../../games/turns_of.ts";
import { FarPortal, sessidOf } from "./far_portal.ts";
import { countWaits, leftGame, LOGIN_SCREEN, waitForStore } from "./left_game.ts";
import { assertSessionLaws } from "./session_laws.ts";

// Inline only: each test looks inside.

/** Lets accounts wait to be read until told to go on. */
function holdReads({ inside: { accounts } }: InnerGame) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const get = accounts.get.bind(accounts);
  const reads = { asked: 0, go: resolve };
  accounts.get = async (id) => {
    reads.asked++;
    await promise;
    return await get(id);
  };
  return reads;
}

/** Pays out what a session carries, once it is told to go on, from `isSlow` on. */
class Payer {
  isSlow = false;
  runs = 0;
  readonly #going = Promise.withResolvers<void>();
  readonly go = this.#going.resolve;
  readonly plugin = definePlugin({
    name: "payer",
    version: "1.0.0",
    api: 1,
    setup: ({ on }) =>
      on("session:login", async ({ session, account }) => {
        if (!this.isSlow) return;
        const gold = Number(session.getCarry("gold") ?? 0);
        session.setCarry("gold", undefined);
        if (this.runs++ === 0) await this.#going.promise;
        account.set("gold", Number(account.get("gold") ?? 0) + gold);
      }),
  });
}

Deno.test("1.1.7 who waits to be let in does not take too long to log in, but who is nobody then does", async () => {
  await using left = await leftGame({ settings: { loginTimeout: 120 } });
  const { inner, anna: uid } = left;
  inner.gate.isAway = true;
  const anna = await inner.game.connect({ uid });
  const gone = await inner.game.connect({ uid: 99 });
  for (let times = 0; times < 13; times++) {
    await inner.moveTime(10_000);
    await inner.game.settled();
  }
  assert.doesNotMatch(anna.screen, /took too long/);
  inner.gate.isAway = false;
  await inner.moveTime(10_000);
  await inner.game.settled();
  anna.expect("Welcome, Anna.");
  assert.match(gone.screen, LOGIN_SCREEN);
  await inner.moveTime(120_000);
  await inner.game.settled();
  assert.match(gone.screen, /took too long/);
});

Deno.test("1.1.7 who waits is told once where a turn is lost while the account is read", async () => {
  await using left = await leftGame();
  const { inner, anna: uid } = left;
  const { game, gate } = inner;
  const reads = holdReads(inner);
  gate.close();
  inner.inside.world.create({ type: "thing", name: "a stone" });
  await until("the commit of the stone", () => gate.waiting > 0);
  const connecting = game.connect({ uid });
  await until("the question for the account", () => reads.asked > 0);
  gate.isAway = true;
  gate.open();
  await turnsOfTheLoop(50);
  reads.go();
  const anna = await connecting;
  await game.settled();
  assert.equal(countWaits(anna.screen), 1);
  gate.isAway = false;
  await waitForStore(inner);
  anna.expect("Welcome, Anna.");
});

Deno.test("1.1.7 what a login that is lost still does is lost, and what was carried is paid out once", async () => {
  const payer = new Payer();
  await using left = await leftGame({ plugins: [payer.plugin] });
  const { inner, anna: uid } = left;
  const { gate, disk } = inner;
  payer.isSlow = true;
  inner.game.allowFailures(/payer|earlier changes were lost/);
  gate.close();
  const sync = newSync({ sessid: 9, uid, uname: "Anna", carry: { gold: 3 } });
  void inner.tell({ kind: "connect", sync });
  await until("the login's commit", () => gate.waiting > 0 && payer.runs > 0);
  disk.isFull = true;
  gate.open();
  await turnsOfTheLoop(50);
  disk.isFull = false;
  await inner.moveTime(1_000);
  await turnsOfTheLoop(50);
  payer.go();
  await waitForStore(inner);
  assert.equal((await inner.inside.accounts.get(uid))?.get("gold"), 3);
  assert.equal(inner.inside.sessions.get(9)?.getCarry("gold"), undefined);
});

Deno.test("1.1.7 a reload waits for whoever is being let in who had waited", async () => {
  const payer = new Payer();
  await using left = await leftGame({ plugins: [payer.plugin] });
  const { inner, anna: uid } = left;
  payer.isSlow = true;
  inner.gate.isAway = true;
  await inner.tell({
    kind: "connect",
    sync: newSync({ sessid: 9, uid, uname: "Anna", carry: { gold: 3 } }),
  });
  inner.gate.isAway = false;
  await inner.moveTime(1_000);
  await until("the hook", () => payer.runs > 0);
  await turnsOfTheLoop(50);
  const reloading = inner.game.reload();
  await turnsOfTheLoop(200);
  payer.go();
  await reloading;
  assert.equal((await inner.inside.accounts.get(uid))?.get("gold"), 3);
});

Deno.test("1.1.7 who is let in, and loses that the moment that the login ends, is let in again", async () => {
  // However many steps the login's end and the loss are apart.
  for (let steps = 0; steps < 10; steps++) {
    const payer = new Payer();
    await using left = await leftGame({ plugins: [payer.plugin] });
    const { inner, anna: uid } = left;
    const { game, gate } = inner;
    gate.isAway = true;
    const anna = await game.connect({ uid });
    payer.isSlow = true;
    const { promise, reject } = Promise.withResolvers<void>();
    const pass = gate.pass.bind(gate);
    let asked = 0;
    gate.pass = () => (asked++, promise);
    gate.isAway = false;
    await inner.moveTime(1_000);
    await until("the login's commit", () => payer.runs > 0 && asked > 0);
    await turnsOfTheLoop(20);
    payer.go();
    for (let step = 0; step < steps; step++) await Promise.resolve();
    reject(new Error("connection refused"));
    await turnsOfTheLoop(50);
    gate.pass = pass;
    await waitForStore(inner);
    assert.doesNotMatch(anna.screen, LOGIN_SCREEN, `${steps} steps`);
    assert.equal(inner.inside.sessions.get(anna.sessid)?.state, "puppeting");
  }
});

Deno.test("1.1.7 what waits is not run as nobody where the login is lost just as it may go on", async () => {
  await using left = await leftGame();
  const { inner, anna: uid } = left;
  const { game, gate } = inner;
  gate.isAway = true;
  const anna = await game.connect({ uid });
  for (const text of ["say one", "say two"]) anna.type(text);
  for (let times = 0; times < 3; times++) {
    gate.close();
    gate.isAway = false;
    // Until it is noticed, and until a login is tried again that was lost more than once.
    for (const ms of [1_000, 1_000]) await inner.moveTime(ms);
    await until("the login's commit", () => gate.waiting > 0);
    gate.isAway = true;
    gate.open();
    await game.settled();
  }
  gate.isAway = false;
  await waitForStore(inner);
  await waitForStore(inner);
  assert.doesNotMatch(anna.screen, /No command is available/);
  anna.expect("Welcome, Anna.");
  assertSessionLaws(inner.inside);
});

Deno.test("1.1.7 nobody at the login screen has the id of an account that could not be let in", async () => {
  await using left = await leftGame();
  const { inner, anna: uid } = left;
  inner.inside.accounts.get = () => Promise.reject(new Error("connection refused by that row"));
  const anna = await inner.game.connect({ uid });
  assert.match(anna.screen, LOGIN_SCREEN);
  const copy = inner.portalNow.find(({ sessid }) => sessid === anna.sessid);
  assert.deepEqual([copy?.state, copy?.uid, copy?.uname], ["unloggedin", null, null]);
});

Deno.test("1.1.7 nothing more is said of who has gone while the account was read", async () => {
  await using left = await leftGame();
  const { inner, anna: uid } = left;
  const reads = holdReads(inner);
  void inner.tell({ kind: "connect", sync: newSync({ sessid: 9, uid, uname: "Anna" }) });
  await until("the question for the account", () => reads.asked > 0);
  void inner.tell({ kind: "disconnect", sessid: 9, reason: "client_closed" });
  await until("its end", () => inner.inside.sessions.count === 0);
  await turnsOfTheLoop(50);
  const before = inner.said.length;
  inner.gate.isAway = true;
  reads.go();
  await inner.game.settled();
  assert.deepEqual(inner.said.slice(before), []);
});

Deno.test("1.1.7 a Portal that joins while an account is read goes on knowing whose session it is", async () => {
  await using left = await leftGame();
  const { inner, anna: uid } = left;
  const reads = holdReads(inner);
  const far = new FarPortal(inner);
  const sync = newSync({ sessid: sessidOf(7, 0), uid, uname: "Anna" });
  void inner.tell({ kind: "connect", sync });
  await until("the question for the account", () => reads.asked > 0);
  far.news();
  void far.join([sync]);
  await until("the answer", () => inner.said.some(({ kind }) => kind === "joined"));
  await turnsOfTheLoop(50);
  const told = far.news().flatMap((message) => message.kind === "sync" ? [message.fields] : []);
  assert.deepEqual(told.map(({ uid, state }) => [uid, state]), [[uid, "negotiating"]]);
  reads.go();
  await inner.game.settled();
  assert.equal(inner.inside.sessions.get(sync.sessid)?.account?.name, "Anna");
});

Deno.test("1.1.7 one whose login alone can never be kept does not keep all others from changing the world", async () => {
  await using left = await leftGame();
  const { inner, anna: uid } = left;
  const { game, gate } = inner;
  game.allowFailures(/that row|must be able to write/);
  const pass = gate.pass.bind(gate);
  // As where a disk has a bad block, or a plugin gives the account what the database refuses.
  gate.pass = () =>
    JSON.stringify(gate.asked.at(-1) ?? []).includes('"Anna"')
      ? Promise.reject(new Error("cannot keep that row"))
      : pass();
  await game.connect({ uid });
  let refused = 0;
  for (let times = 0; times < 100; times++) {
    await inner.moveTime(100);
    await game.settled();
    try {
      inner.inside.world.create({ type: "thing", name: "a stone" });
    } catch {
      refused++;
    }
    await game.settled();
  }
  const lost = game.trace.filter(({ kind }) => kind === "store:fail").length;
  assert.ok(refused < 10 && lost < 10, `${refused} of 100 refused, ${lost} losses in 10 s`);
});
