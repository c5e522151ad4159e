import assert from "node:assert/strict";
import type { SessionSync } from "../../../src/core/boundary/messages.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { innerGame } from "../../games/inner_game.ts";
import { comeBack, newcomer, newPlayer } from "../../games/players.ts";
import { assertSessionLaws } from "./session_laws.ts";

// Inline only: each test looks inside.

Deno.test("5.1 Sessions.all() has every session, and tells who has logged in", async () => {
  await using inner = await innerGame();
  const { sessions } = inner.inside;
  const [anna, waiting] = [await newcomer(inner.game, "anna"), await inner.game.connect()];
  const ids = (list = sessions.all()) => list.map(({ sessid }) => sessid);
  assert.deepEqual(ids(), [anna.sessid, waiting.sessid]);
  assert.deepEqual(ids(sessions.all().filter(({ isLoggedIn }) => isLoggedIn)), [anna.sessid]);
  assert.deepEqual([sessions.count, sessions.get(anna.sessid)?.account?.name], [2, "anna"]);
  for (const unknown of [0, -1, 99, NaN]) assert.equal(sessions.get(unknown), undefined);
});

/** What the Portal says of a client that has just connected. */
function newSync(sessid: number): SessionSync {
  return {
    ...{ sessid, protocolKey: "test", address: "192.0.2.1", connTime: 5, state: "negotiating" },
    ...{ uid: null, uname: null, puid: null, cmdLast: 5, cmdLastVisible: 5, cmdTotal: 0 },
    ...{ protocolFlags: {}, flagSources: {}, flagsVersion: 0, cmdsets: [], carry: {} },
  };
}

Deno.test("5.2 the Server does what the Portal says of a session, from its start to its end", async () => {
  await using inner = await innerGame();
  const { sessions } = inner.inside;
  const sessid = 7;
  await inner.tell({ kind: "connect", sync: newSync(sessid) });
  const session = sessions.get(sessid);
  assert.deepEqual([session?.state, session?.protocolKey], ["negotiating", "test"]);
  await inner.tell({
    kind: "flags",
    sessid,
    flags: { ansi: true },
    sources: {},
    settled: true,
    seen: 0,
  });
  assert.deepEqual([session?.state, session?.protocolFlags], ["unloggedin", { ansi: true }]);
  const calls = [["text", ["create anna sesame-street"], {}]] as const;
  await inner.tell({ kind: "input", sessid, calls: [...calls], secret: false });
  assert.equal(session?.account?.name, "anna");
  await inner.tell({ kind: "disconnect", sessid, reason: "client_closed" });
  assert.deepEqual([session.state, sessions.count], ["closed", 0]);
});

Deno.test("5.3 Sessions finds sessions, accounts and puppets, and tells everybody", async () => {
  await using inner = await innerGame();
  const { sessions, game } = inner.inside;
  const anna = await newPlayer(inner.game, "Anna");
  const again = await comeBack(inner.game, "Anna");
  const [bert, waiting] = [await newcomer(inner.game, "bert"), await inner.game.connect()];
  assert.deepEqual(sessions.accounts().map(({ name }) => name), ["Anna", "bert"]);
  const [account] = sessions.accounts();
  const ids = account?.sessions.map(({ sessid }) => sessid);
  assert.deepEqual(ids, [anna.sessid, again.sessid]);
  assert.deepEqual(account?.puppets.map(({ name }) => name), ["Anna"]);
  const all = [anna, again, bert, waiting];
  all.forEach((player) => player.clear());
  sessions.announce("The bell |rrings|n.");
  await inner.game.settled();
  assert.deepEqual(all.map(({ screen }) => screen), Array(4).fill("The bell rings."));
  assert.equal(game.startedAt, Date.UTC(2026, 0, 1));
});

Deno.test("5.4 object.sessions are the sessions that puppet it", async () => {
  await using inner = await innerGame({ settings: { multisessionMode: 3 } });
  const anna = await newPlayer(inner.game, "Anna");
  const again = await comeBack(inner.game, "Anna");
  await newPlayer(inner.game, "Bert");
  const [puppet] = inner.inside.world.named("Anna");
  const ids = () => puppet?.sessions.map(({ sessid }) => sessid);
  assert.deepEqual(ids(), [anna.sessid]);
  await again.send("ic Anna");
  assert.deepEqual(ids(), [anna.sessid, again.sessid]);
});

Deno.test("5.7, 5.8 two games in one process have nothing in common", async () => {
  await using first = await testGame();
  await using second = await testGame({ settings: { serverName: "Elsewhere" } });
  const [anna, bert] = [await newPlayer(first, "Anna"), await newPlayer(second, "Bert")];
  assert.deepEqual([anna.sessid, bert.sessid], [1, 1]);
  await anna.send("say only here");
  assert.equal(bert.screen, "");
  assert.doesNotMatch(await bert.send("who"), /Anna/);
  await first.reload();
  assert.equal(bert.screen.includes("reloaded"), false);
  (await second.connect()).expect("Welcome to Elsewhere.");
});

Deno.test("5.3 Sessions forgets a session that has ended, and keeps nothing of it", async () => {
  await using inner = await innerGame();
  const { sessions, accounts, world } = inner.inside;
  for (let round = 0; round < 5; round++) {
    const anna = await (round === 0 ? newPlayer : comeBack)(inner.game, "Anna");
    const session = sessions.get(anna.sessid);
    assert.ok(session !== undefined);
    await anna.vanish();
    // Whoever still holds it can do no harm with it.
    const [account, [puppet]] = [await accounts.find("Anna"), world.named("Anna")];
    assert.ok(account !== undefined && puppet !== undefined);
    await sessions.login(session, account);
    assert.deepEqual(await sessions.puppet(session, puppet), { kind: "notLoggedIn" });
    const shown = anna.oob("text").length;
    session.msg("anybody there?");
    assert.equal(anna.oob("text").length, shown);
    session.executeCmd("look");
    await inner.game.settled();
    assert.deepEqual([sessions.count, session.state], [0, "closed"]);
    assertSessionLaws(inner.inside);
  }
});
