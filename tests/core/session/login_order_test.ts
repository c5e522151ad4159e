import assert from "node:assert/strict";
import { StoredAccount } from "../../../src/core/account/account.ts";
import { type AnyCommand, cmdSet, definePlugin } from "../../../src/plugins/api.ts";
import type { Account, Session } from "../../../src/core/model.ts";
import { type InnerGame, innerGame, type InnerGameOptions } from "../../games/inner_game.ts";
import { comeBack, newcomer, newPlayer } from "../../games/players.ts";
import { RECORDED, recorder } from "../../games/recorder.ts";

// Inline only: each test looks inside.

/** A game with an account Anna, who has a character, and somebody at the login screen. */
async function atTheDoor(options: InnerGameOptions = {}) {
  const inner = await innerGame(options);
  await (await newPlayer(inner.game, "Anna")).send("quit");
  const player = await inner.game.connect();
  return { inner, player, session: sessionOf(inner, player.sessid), anna: await annaOf(inner) };
}

function sessionOf({ inside }: InnerGame, sessid: number): Session {
  const session = inside.sessions.get(sessid);
  assert.ok(session !== undefined);
  return session;
}

async function annaOf({ inside }: InnerGame): Promise<Account> {
  const account = await inside.accounts.find("Anna");
  assert.ok(account instanceof StoredAccount);
  return account;
}

Deno.test("1.3.1 Sessions.login() leaves a session alone that is logged in", async () => {
  const seen: string[] = [];
  const { inner, session, anna } = await atTheDoor({ plugins: [recorder(seen)] });
  await using _ = inner;
  await newcomer(inner.game, "bert");
  const bert = await inner.inside.accounts.find("bert");
  assert.ok(bert !== undefined);
  await inner.inside.sessions.login(session, anna);
  seen.splice(0);
  await inner.inside.sessions.login(session, bert);
  assert.deepEqual([session.account?.name, seen], ["Anna", []]);
});

Deno.test("1.3.2, 1.3.4, 1.3.6 session:beforeLogin finds the account connected and the session whole", async () => {
  const found: unknown[] = [];
  const watching = recorder([], (name, event) => {
    if (name !== "session:beforeLogin" || event.session.sessid !== 2) return;
    const { session } = event;
    found.push(session.account?.sessions.map(({ sessid }) => sessid), session.account?.name);
    // What it says cannot hold the login back (1.3.6).
    throw new Error("no");
  });
  const { inner, session, player } = await atTheDoor({ plugins: [watching] });
  await using _ = inner;
  await player.send("connect anna sesame-street");
  assert.deepEqual(found, [[2], "Anna"]);
  assert.equal(session.isLoggedIn, true);
});

/** A plugin that registers a command set, so that a session could have it again. */
const hats = definePlugin({
  name: "hats",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) => provide.cmdset("hat", cmdSet<AnyCommand>({ key: "Hat", commands: [] })),
});

Deno.test("1.3.3 a login sets everything anew that belongs to the account", async () => {
  const { inner, session, anna } = await atTheDoor({
    settings: { autoPuppetOnLogin: false, cmdsetSession: "builtin/unloggedin" },
    plugins: [hats],
  });
  await using _ = inner;
  assert.ok(anna instanceof StoredAccount);
  session.cmdsets.add("hats/hat");
  await inner.moveTime(5000);
  const now = inner.inside.game.now();
  assert.notEqual(session.connTime, now);
  await inner.inside.sessions.login(session, anna);
  assert.deepEqual(
    [session.account, session.state, session.puppet, session.connTime, anna.lastLogin],
    [anna, "loggedin", null, now, now],
  );
  assert.deepEqual(session.cmdsets.names(), ["builtin/unloggedin"], "the hat is gone");
});

Deno.test("1.3.3 a session has no command set of its own after a login, unless settings say so", async () => {
  const { inner, session, anna } = await atTheDoor();
  await using _ = inner;
  await inner.inside.sessions.login(session, anna);
  assert.deepEqual(session.cmdsets.names(), []);
});

Deno.test("1.3.5, 1.8.2 isFirstEver tells of the first login of an account's life", async () => {
  const firsts: unknown[] = [];
  const watching = recorder([], (name, event) => {
    if (name === "session:beforeLogin") firsts.push("isFirstEver" in event && event.isFirstEver);
    if (name === "account:firstLogin") firsts.push("first session");
  });
  await using inner = await innerGame({ plugins: [watching] });
  const anna = await newcomer(inner.game, "anna");
  const other = await comeBack(inner.game, "anna");
  await anna.send("quit");
  await other.send("quit");
  await comeBack(inner.game, "anna");
  assert.deepEqual(firsts, [true, "first session", false, false, "first session"]);
});

Deno.test("1.3.8 a login is in the log, with account, address and number of sessions", async () => {
  await using inner = await innerGame({ settings: { multisessionMode: 1 } });
  await newcomer(inner.game, "anna");
  const second = await inner.game.connect({ address: "192.0.2.9" });
  await second.send("connect anna sesame-street");
  const [, event] = inner.game.trace.filter(({ kind }) => kind === "session:login");
  const { id } = await annaOf(inner);
  assert.equal(event?.sessid, second.sessid);
  assert.deepEqual(event?.data, {
    ...{ account: id, name: "anna", address: "192.0.2.9", sessions: 2 },
  });
});

Deno.test("1.3.9 a login reaches the Portal, and its copy says whose session it is", async () => {
  const told: unknown[] = [];
  const watching = recorder([], (name, { session }) => {
    if (name === "session:login") told.push(session.sessid, session.state);
  });
  const { inner, player, anna } = await atTheDoor({
    plugins: [watching],
    settings: { autoPuppetOnLogin: false },
  });
  await using _ = inner;
  await player.send("connect anna sesame-street");
  assert.deepEqual(told.slice(-2), [player.sessid, "loggedin"]);
  await inner.game.reload();
  const [copy] = inner.portalCopy;
  assert.deepEqual([copy?.state, copy?.uid, copy?.uname], ["loggedin", anna.id, "Anna"]);
});

Deno.test("1.3.7, 1.3.10, 1.3.11 mode 0 ends the others before anybody hears of the login", async () => {
  const seen: string[] = [];
  const { inner, player } = await atTheDoor({
    plugins: [recorder(seen)],
    settings: { ...RECORDED, multisessionMode: 0, autoPuppetOnLogin: false },
  });
  await using _ = inner;
  await player.send("connect anna sesame-street");
  seen.splice(0);
  const second = await comeBack(inner.game, "Anna");
  assert.equal(player.closedWith, "logged_in_elsewhere");
  second.expect("You are out of character");
  assert.deepEqual(seen.slice(seen.indexOf("atLogin() loggedin")), [
    ...["atLogin() loggedin", "session:beforeLogin loggedin", "atDisconnect() loggedin"],
    ...["session:disconnect loggedin", "account:logout closed", "session:login loggedin"],
  ]);
});

Deno.test("1.3.12 after a login the client is told so out of band, and sees the OOC screen alone", async () => {
  const { inner, player } = await atTheDoor({
    settings: { multisessionMode: 2, autoPuppetOnLogin: false },
  });
  await using _ = inner;
  await player.send("connect anna sesame-street");
  player.expect("You are out of character");
  assert.deepEqual(player.oob("logged_in"), [{}]);
  player.clear();
  const second = await comeBack(inner.game, "Anna");
  second.expect("You are out of character");
  assert.equal(player.screen, "");
});

Deno.test("1.3.12 without a character to go into, a login leads to the OOC screen", async () => {
  await using inner = await innerGame({ settings: { autoPuppetOnLogin: true } });
  const anna = await newcomer(inner.game, "anna");
  await anna.send("quit");
  const again = await comeBack(inner.game, "anna");
  again.expect("None yet.");
  assert.doesNotMatch(again.screen, /You become/);
});

Deno.test("1.3.13 a guest puppets its character at once, whatever the settings say", async () => {
  await using inner = await innerGame({
    settings: { guestEnabled: true, autoPuppetOnLogin: false },
  });
  const eve = await inner.game.connect();
  await eve.send("connect guest");
  eve.expect("You become Guest1.");
  assert.doesNotMatch(eve.screen, /out of character/);
});
