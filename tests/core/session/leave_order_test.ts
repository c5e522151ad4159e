import assert from "node:assert/strict";
import type { Session } from "../../../src/core/model.ts";
import { type InnerGame, innerGame } from "../../games/inner_game.ts";
import { comeBack, newcomer, newPlayer, newSuperuser } from "../../games/players.ts";
import { RECORDED, recorder } from "../../games/recorder.ts";
import { assertSessionLaws } from "./session_laws.ts";

// Inline only: each test looks inside.

function sessionOf({ inside }: InnerGame, { sessid }: { readonly sessid: number }): Session {
  const session = inside.sessions.get(sessid);
  assert.ok(session !== undefined);
  return session;
}

Deno.test("1.6.1, 1.6.7 a session ends once, whoever says so and how often", async () => {
  const seen: string[] = [];
  await using inner = await innerGame({ plugins: [recorder(seen)], settings: RECORDED });
  const { sessions } = inner.inside;
  const anna = await newcomer(inner.game, "anna");
  const session = sessionOf(inner, anna);
  seen.splice(0);
  const ending = [sessions.disconnect(session, "quit"), sessions.disconnect(session, "booted")];
  await Promise.all(ending);
  // The Portal says that the connection which it was told to close is gone.
  await inner.tell({ kind: "disconnect", sessid: anna.sessid, reason: "quit" });
  await sessions.disconnect(session, "quit");
  assert.deepEqual(seen, [
    ...["account:lastLogout loggedin", "atDisconnect() loggedin"],
    ...["session:disconnect loggedin", "account:logout closed"],
  ]);
  assert.equal(sessions.count, 0);
});

Deno.test("1.6.2 the end of a session is in the log, with its reason and what is left", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "anna");
  const other = await comeBack(inner.game, "anna");
  await anna.send("quit");
  await other.vanish();
  const ends = inner.game.trace.filter(({ kind }) => kind === "session:disconnect");
  assert.deepEqual(ends.map(({ sessid, data }) => [sessid, data.reason, data.left]), [
    ...[[anna.sessid, "quit", 1], [other.sessid, "client_closed", 0]],
  ]);
});

Deno.test("1.6.4 account:logout is told of sessions that had an account, and of no others", async () => {
  const left: unknown[] = [];
  const watching = recorder([], (name, event) => {
    if (name !== "account:logout" || !("account" in event)) return;
    const { account, session } = event;
    left.push([account.name, session.account, session.state, account.sessions.length]);
  });
  await using inner = await innerGame({ plugins: [watching] });
  const waiting = await inner.game.connect();
  await waiting.send("quit");
  const anna = await newcomer(inner.game, "anna");
  const other = await comeBack(inner.game, "anna");
  await anna.send("logout");
  await other.send("quit");
  assert.deepEqual(left, [["anna", null, "unloggedin", 1], ["anna", null, "closed", 0]]);
});

Deno.test("1.6.5, 1.6.6 an ended session is in no list, and its client is told why before the end", async () => {
  await using inner = await innerGame();
  const anna = await newPlayer(inner.game, "Anna");
  const session = sessionOf(inner, anna);
  const { account, puppet } = session;
  await inner.inside.sessions.disconnect(session, "booted", "You have to |rgo|n.");
  await inner.game.settled();
  assert.deepEqual([anna.closedWith, anna.screen.trim()], ["booted", "You have to go."]);
  const { sessions } = inner.inside;
  assert.deepEqual(
    [sessions.all(), sessions.get(anna.sessid), account?.sessions, puppet?.sessions],
    [[], undefined, [], []],
  );
  assert.deepEqual([session.state, session.signal.aborted], ["closed", true]);
});

Deno.test("1.6.9 logout leads back to the login screen, quit ends the connection", async () => {
  await using inner = await innerGame();
  const anna = await newPlayer(inner.game, "Anna");
  const session = sessionOf(inner, anna);
  session.ndb.note = "mine";
  await anna.send("logout");
  anna.expect("Welcome to Vestibule.");
  assert.deepEqual(
    [session.state, session.account, session.puppet, session.cmdsets.names(), anna.closedWith],
    ["unloggedin", null, null, ["builtin/unloggedin"], undefined],
  );
  await anna.send("quit");
  assert.equal(anna.closedWith, "quit");
  assertSessionLaws(inner.inside);
});

Deno.test("1.6.11 a character that nobody puppets after a crash is taken out of the world", async () => {
  await using inner = await innerGame();
  const anna = await newPlayer(inner.game, "Anna");
  const bert = await newPlayer(inner.game, "Bert");
  // Anna's client is gone for the Portal, and the Server was not there to hear of it.
  const reloading = inner.game.reload();
  anna.drop();
  await reloading;
  await inner.game.settled();
  const [gone] = inner.inside.world.named("Anna");
  assert.equal(gone?.location, null);
  bert.expect("Anna has left the game.");
  assertSessionLaws(inner.inside);
});

Deno.test("1.6.12 deleting an account ends its sessions, and takes its characters along", async () => {
  await using inner = await innerGame();
  const root = await newSuperuser(inner.game, "Root");
  const anna = await newPlayer(inner.game, "Anna");
  const other = await comeBack(inner.game, "Anna");
  const account = sessionOf(inner, anna).account;
  assert.ok(account !== null);
  await inner.inside.accounts.delete(account);
  await inner.game.settled();
  for (const player of [anna, other]) assert.equal(player.closedWith, "booted");
  assert.deepEqual(inner.inside.world.named("Anna"), []);
  assert.equal(await inner.inside.accounts.find("Anna"), undefined);
  assert.match(await root.send("who"), /Root/);
  assertSessionLaws(inner.inside);
});

Deno.test("5.3 Sessions.disconnectAll() and disconnectOthers() end those, each with its reason", async () => {
  await using inner = await innerGame();
  const { sessions } = inner.inside;
  const anna = await newcomer(inner.game, "anna");
  const [second, third] = [await comeBack(inner.game, "anna"), await comeBack(inner.game, "anna")];
  const [bert, waiting] = [await newcomer(inner.game, "bert"), await inner.game.connect()];
  await sessions.disconnectOthers(sessionOf(inner, second), "logged_in_elsewhere", "Only one!");
  await sessions.disconnectOthers(sessionOf(inner, waiting), "logged_in_elsewhere");
  await inner.game.settled();
  const closed = () => [anna, second, third, bert, waiting].map(({ closedWith }) => closedWith);
  const elsewhere = "logged_in_elsewhere";
  assert.deepEqual(closed(), [elsewhere, undefined, elsewhere, undefined, undefined]);
  third.expect("Only one!");
  await sessions.disconnectAll("shutdown", "We close.");
  await inner.game.settled();
  assert.deepEqual(closed(), [elsewhere, "shutdown", elsewhere, "shutdown", "shutdown"]);
  waiting.expect("We close.");
  assert.equal(sessions.count, 0);
});
