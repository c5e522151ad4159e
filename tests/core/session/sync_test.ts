import assert from "node:assert/strict";
import type { PortalMessage, ServerMessage } from "../../../src/core/boundary/messages.ts";
import { ServerSession } from "../../../src/core/session/server_session.ts";
import { BareServer, newSync } from "../../games/bare_server.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { innerGame } from "../../games/inner_game.ts";
import { newcomer, newPlayer } from "../../games/players.ts";
import { assertSidesAgree } from "./session_laws.ts";

/** What the Portal sends when somebody types a line. */
function typed(sessid: number, line: string): PortalMessage {
  return { kind: "input", sessid, calls: [["text", [line], {}]], secret: false };
}

/** What the Portal sends when a client's abilities are known. */
function settled(sessid: number): PortalMessage {
  return { kind: "flags", sessid, flags: {}, sources: {}, settled: true, seen: 0 };
}

Deno.test("1.1.1 a connection has one half on each side, by its sessid, whatever it speaks", async () => {
  await using inner = await innerGame();
  const { game, inside } = inner;
  const players = [await game.connect(), await newcomer(game, "anna"), await game.connect()];
  const sessids = players.map(({ sessid }) => sessid);
  assert.deepEqual(inside.sessions.all().map(({ sessid }) => sessid), sessids);
  for (const [index, protocolKey] of ["telnet", "websocket", "ssh"].entries()) {
    await inner.tell({ kind: "connect", sync: newSync({ sessid: 101 + index, protocolKey }) });
  }
  const all = inside.sessions.all();
  assert.deepEqual(all.map(({ protocolKey }) => protocolKey), [
    ...["loopback", "loopback", "loopback", "telnet", "websocket", "ssh"],
  ]);
  for (const session of all) assert.equal(session.constructor, ServerSession);
  await game.reload();
  assert.deepEqual(inner.portalCopy.map(({ sessid }) => sessid), sessids);
});

Deno.test("2.1.5 the Server drops what concerns a sessid that it does not know", async () => {
  await using server = await BareServer.start();
  await server.tell(
    { kind: "disconnect", sessid: 99, reason: "client_closed" },
    { kind: "flags", sessid: 99, flags: { utf8: true }, sources: {}, settled: true, seen: 0 },
    typed(99, "create anna sesame-street"),
    { kind: "outcome", sessid: 99, ok: false, text: "a bug" },
  );
  assert.deepEqual(server.news(), []);
  assert.deepEqual(server.traced.filter(({ level }) => level === "error"), []);
});

Deno.test("2.3.4 a login tells the Portal who somebody is, and what has changed", async () => {
  await using server = await BareServer.start();
  await server.tell({ kind: "connect", sync: newSync() }, settled(1));
  server.news();
  await server.tell(typed(1, "create anna sesame-street"));
  const news = server.news();
  const [login] = news.filter(({ kind }) => kind === "login");
  assert.deepEqual(login, { kind: "login", sessid: 1, uid: 1, uname: "anna" });
  const { state, uid, uname } = fieldsOf(news);
  assert.deepEqual({ state, uid, uname }, { state: "loggedin", uid: 1, uname: "anna" });
});

Deno.test("2.3.4 a change of flags crosses as the changed flags alone", async () => {
  const flags = { utf8: true, screenWidth: 90 };
  await using server = await BareServer.start();
  await server.tell({ kind: "connect", sync: newSync({ protocolFlags: flags }) }, settled(1));
  server.news();
  const kwargs = { nocolor: true };
  await server.tell({
    ...{ kind: "input", sessid: 1, secret: false },
    calls: [["client_options", [], kwargs]],
  });
  const { protocolFlags, flagSources, flagsVersion, ...others } = fieldsOf(server.news());
  assert.deepEqual([protocolFlags, flagsVersion], [{ noColor: true }, 1]);
  assert.deepEqual(flagSources, { noColor: "user" });
  assert.deepEqual(Object.keys(others), ["cmdLast", "cmdLastVisible", "cmdTotal"]);
});

Deno.test("2.5.6 each input sets cmdLast, and the Portal is told", async () => {
  await using server = await BareServer.start();
  await server.tell({ kind: "connect", sync: newSync({ cmdLast: 5 }) }, settled(1));
  server.news();
  await server.tell(typed(1, "look"));
  const { cmdLast, cmdLastVisible, cmdTotal } = fieldsOf(server.news());
  assert.deepEqual([cmdLast, cmdLastVisible, cmdTotal], [
    ...[Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1), 1],
  ]);
});

onBothWalls(
  "2.3.3 a window that changes after login is known before the next line",
  {},
  async (game) => {
    const anna = await newPlayer(game, "anna");
    for (const screenWidth of [132, 20, 90]) {
      const told = anna.tell({ screenWidth });
      assert.match(await anna.send("option"), new RegExp(`screenWidth\\W+${screenWidth}\\b`));
      await told;
    }
    assert.match(await anna.send("say I am still here."), /You say, "I am still here\."/);
  },
);

Deno.test("2.3.3, 2.3.5 a window that changes after login disturbs nothing else", async () => {
  await using inner = await innerGame();
  const anna = await inner.game.connect();
  await inner.moveTime(60_000);
  await anna.send("create anna sesame-street");
  await anna.send("charcreate Anna");
  await anna.send("ic Anna");
  await anna.send("option nocolor = on");
  await inner.moveTime(60_000);
  const core = inner.inside.sessions.entry(anna.sessid)?.core;
  const before = core?.sync;
  assert.equal(before?.connTime, Date.UTC(2026, 0, 1) + 60_000, "the time of the login");
  await anna.tell({ screenWidth: 132, screenHeight: 50 });
  const protocolFlags = { ...before?.protocolFlags, screenWidth: 132, screenHeight: 50 };
  const told = { screenWidth: "client", screenHeight: "client" } as const;
  const flagSources = { ...before?.flagSources, ...told };
  assert.deepEqual(core?.sync, { ...before, protocolFlags, flagSources });
  await inner.game.reload();
  const [copy] = inner.portalCopy;
  assert.deepEqual(copy, { ...before, protocolFlags, flagSources }, "the Portal knows the same");
});

Deno.test("2.3.2 no side's partial update erases a flag, nor does a new Server", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "anna");
  const session = () => inner.inside.sessions.get(anna.sessid);
  await anna.tell({ term: "XTERM" });
  session()?.updateFlags({ noColor: true });
  await inner.game.settled();
  await anna.tell({ screenWidth: 90 });
  await anna.call("client_options", [], { screenreader: true });
  const all = {
    utf8: true,
    oob: true,
    term: "XTERM",
    noColor: true,
    screenWidth: 90,
    screenReader: true,
  };
  assert.deepEqual(session()?.protocolFlags, all);
  await inner.crash();
  assert.deepEqual(inner.portalCopy[0]?.protocolFlags, all);
  assert.deepEqual(session()?.protocolFlags, all);
});

Deno.test("4.5 inputDebug tells a user of messages that the game has no inputfunc for", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "anna");
  await anna.call("no|rsuch");
  assert.equal(anna.screen, "");
  await anna.call("client_options", [], { inputdebug: true });
  await anna.call("no|rsuch");
  assert.equal(anna.screen, 'There is no inputfunc "no|rsuch".');
  anna.clear();
  await anna.send("option inputdebug = off");
  anna.clear();
  await anna.call("no|rsuch");
  assert.equal(anna.screen, "");
});

/** The fields that were told of a session, of all messages together. */
function fieldsOf(news: readonly ServerMessage[]): Readonly<Record<string, unknown>> {
  const fields = news.map((message) => message.kind === "sync" ? message.fields : {});
  return Object.assign({}, ...fields);
}

Deno.test("2.3.4 a Server that has rebuilt sessions tells the Portal of none that it knows already", async () => {
  await using inner = await innerGame();
  const anna = await newPlayer(inner.game, "Anna");
  await newcomer(inner.game, "bert");
  await inner.game.connect();
  const before = inner.portalNow;
  assert.equal(await inner.game.reload(), undefined);
  await inner.game.settled();
  assert.deepEqual(inner.said.filter(({ kind }) => kind === "sync"), []);
  assert.deepEqual(inner.portalNow, before);
  assertSidesAgree(inner);
  assert.equal(await inner.game.reload("reset"), undefined);
  const told = inner.portalNow.find(({ sessid }) => sessid === anna.sessid);
  assert.deepEqual([told?.state, told?.puid], ["loggedin", null], "what a reset changed is told");
  assertSidesAgree(inner);
});
