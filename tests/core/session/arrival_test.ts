import assert from "node:assert/strict";
import { definePlugin, ServerSession } from "../../../src/plugins/api.ts";
import type { TestGame } from "../../../src/plugins/testing.ts";
import { innerGame } from "../../games/inner_game.ts";
import { comeBack, newPlayer } from "../../games/players.ts";
import { RECORDED, recorder } from "../../games/recorder.ts";
import { assertSessionLaws } from "./session_laws.ts";

// Inline only: each test looks inside.

/** The id of the account of this name. */
async function idOf(inner: Awaited<ReturnType<typeof innerGame>>, name: string): Promise<number> {
  const account = await inner.inside.accounts.find(name);
  assert.ok(account !== undefined);
  return account.id;
}

Deno.test("1.1.5 atSync() finds its session whole, and in the registry", async () => {
  const seen: unknown[] = [];
  class Looking extends ServerSession {
    override atSync(): void {
      const { sessid, address, protocolKey, protocolFlags, connTime } = this;
      seen.push({ sessid, address, protocolKey, protocolFlags, connTime });
      seen.push(inner.inside.sessions.get(sessid) === this);
    }
  }
  const plugin = definePlugin({
    name: "looking",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.sessionClass("Looking", Looking),
  });
  const settings = { serverSessionClass: "looking/Looking" };
  await using inner = await innerGame({ plugins: [plugin], settings });
  const anna = await inner.game.connect({ address: "192.0.2.1" });
  assert.deepEqual(seen, [
    {
      ...{ sessid: anna.sessid, address: "192.0.2.1", protocolKey: "loopback" },
      ...{ protocolFlags: { utf8: true, oob: true }, connTime: Date.UTC(2026, 0, 1) },
    },
    true,
  ]);
});

Deno.test("a hook that a session's class has as a property is called as a method is", async () => {
  const called: string[] = [];
  class Arrow extends ServerSession {
    override atSync = () => void called.push("atSync");
    override atLogin = () => void called.push("atLogin");
    override atDisconnect = () => void called.push("atDisconnect");
  }
  const plugin = definePlugin({
    name: "arrow",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.sessionClass("Arrow", Arrow),
  });
  const settings = { serverSessionClass: "arrow/Arrow" };
  await using inner = await innerGame({ plugins: [plugin], settings });
  const anna = await newPlayer(inner.game, "Anna");
  await anna.send("quit");
  assert.deepEqual(called, ["atSync", "atLogin", "atDisconnect"]);
});

Deno.test("1.1.7 a session that has proved who it is sees no login screen", async () => {
  const seen: string[] = [];
  await using inner = await innerGame({ plugins: [recorder(seen)], settings: RECORDED });
  const { game } = inner;
  await (await newPlayer(game, "Anna")).send("quit");
  seen.splice(0);
  const anna = await game.connect({ uid: await idOf(inner, "Anna") });
  assert.deepEqual(seen, [
    ...["atSync() negotiating", "atLogin() loggedin", "session:beforeLogin loggedin"],
    ...["account:firstLogin loggedin", "session:beforePuppet loggedin"],
    ...["session:puppet puppeting", "session:login puppeting"],
  ]);
  assert.match(anna.screen, /^Welcome, Anna\.\n+You become Anna\./);
  assert.match(await anna.send("say here"), /You say, "here"/);
  assertSessionLaws(inner.inside);
});

Deno.test("1.1.7 what one types while one arrives is run when one is in", async () => {
  await using inner = await innerGame();
  const { game } = inner;
  await (await newPlayer(game, "Anna")).send("quit");
  const connecting = game.connect({ uid: await idOf(inner, "Anna") });
  const anna = await connecting;
  anna.type("say first");
  await game.settled();
  anna.expect('You say, "first"');
});

Deno.test("1.1.7 in mode 0 an arrival ends the account's other session", async () => {
  await using inner = await innerGame({ settings: { multisessionMode: 0 } });
  const anna = await newPlayer(inner.game, "Anna");
  const second = await inner.game.connect({ uid: await idOf(inner, "Anna") });
  assert.equal(anna.closedWith, "logged_in_elsewhere");
  second.expect("You become Anna.");
});

Deno.test("1.1.7 who arrives with a banned account is kept out", async () => {
  await using inner = await innerGame();
  await (await newPlayer(inner.game, "Anna")).send("quit");
  await inner.inside.game.bans.add({ kind: "name", pattern: "anna" }, null);
  const anna = await inner.game.connect({ uid: await idOf(inner, "Anna") });
  assert.equal(anna.closedWith, "banned");
  assert.equal(inner.inside.sessions.count, 0);
});

Deno.test("1.1.7 who arrives while a new Server takes over is logged in by that one", async () => {
  await using inner = await innerGame();
  const { game } = inner;
  await (await newPlayer(game, "Anna")).send("quit");
  const uid = await idOf(inner, "Anna");
  const reloading = game.reload();
  const connecting = game.connect({ uid });
  assert.equal(await reloading, undefined);
  const anna = await connecting;
  await game.settled();
  assert.match(await anna.send("say here"), /You say, "here"/);
  assertSessionLaws(inner.inside);
});

Deno.test("1.1.8 who arrives with an account that is gone gets a login screen that works", async () => {
  await using inner = await innerGame();
  await newPlayer(inner.game, "Anna");
  const lost = await inner.game.connect({ uid: 4711 });
  lost.expect("Welcome to Vestibule.");
  assert.equal(inner.inside.sessions.get(lost.sessid)?.state, "unloggedin");
  await lost.send("connect anna sesame-street");
  lost.expect("Welcome, Anna.");
  await inner.game.reload();
  const [, copy] = inner.portalCopy;
  assert.deepEqual([copy?.uid, copy?.uname], [await idOf(inner, "Anna"), "Anna"]);
});

/** What a session has that a reload must bring back. */
function wholeOf(game: Awaited<ReturnType<typeof innerGame>>, sessid: number) {
  const session = game.inside.sessions.get(sessid);
  assert.ok(session !== undefined);
  const { state, account, puppet, protocolFlags, cmdsets } = session;
  return [state, account?.name, puppet?.name, protocolFlags, cmdsets.names()];
}

Deno.test("1.1.6, 1.7.11 after a reload a session is what it was, and no screen is shown again", async () => {
  await using inner = await innerGame({ settings: { cmdsetSession: "builtin/unloggedin" } });
  const anna = await newPlayer(inner.game, "Anna");
  await anna.send("option noColor = on");
  const waiting = await inner.game.connect();
  const before = [anna, waiting].map(({ sessid }) => wholeOf(inner, sessid));
  assert.deepEqual(before.map(([state]) => state), ["puppeting", "unloggedin"]);
  for (const player of [anna, waiting]) player.clear();
  await inner.game.reload();
  assert.deepEqual([anna, waiting].map(({ sessid }) => wholeOf(inner, sessid)), before);
  for (const player of [anna, waiting]) {
    assert.equal(player.screen.trim(), "The world has been reloaded.");
  }
  await waiting.send("connect anna sesame-street");
  waiting.expect("Welcome, Anna.");
});

/** Connects to an account, and tells what is shown. */
async function login(game: TestGame): Promise<string> {
  return (await comeBack(game, "Anna")).screen;
}

Deno.test("1.3.12, 1.1.6 saved flags hold from the login on, and over a reload", async () => {
  await using inner = await innerGame();
  const anna = await newPlayer(inner.game, "Anna");
  await anna.send("option/save screenReader = on");
  await anna.send("quit");
  assert.match(await login(inner.game), /Welcome, Anna\./);
  const flags = () => inner.inside.sessions.all().map((one) => one.protocolFlags.screenReader);
  assert.deepEqual(flags(), [true]);
  await inner.game.reload();
  assert.deepEqual(flags(), [true]);
});
