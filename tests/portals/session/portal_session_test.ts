import assert from "node:assert/strict";
import { measured } from "../../reliability/measured.ts";
import { PortalLab, typed } from "./portal_lab.ts";

const DEADLINE = "You took too long to log in. Connect again when you like.";

Deno.test("PortalSession tells the Server of a new session, then that it has settled", () => {
  const lab = new PortalLab().serve();
  lab.news();
  const { events } = lab.connect({ utf8: true });
  events.settled();
  events.settled();
  const [connect, ...rest] = lab.news();
  assert.equal(connect?.kind, "connect");
  assert.deepEqual(connect?.kind === "connect" && connect.sync.protocolFlags, { utf8: true });
  assert.deepEqual(rest, [{
    kind: "flags",
    sessid: 1,
    flags: {},
    sources: {},
    settled: true,
    seen: 0,
  }]);
});

Deno.test("PortalSession.line() waits until the client has settled, and then flows in order", () => {
  const lab = new PortalLab().serve();
  const { events } = lab.connect();
  events.line("connect anna");
  events.line("look");
  assert.deepEqual(lab.lines(), []);
  events.settled();
  events.line("quit");
  assert.deepEqual(lab.lines(), [[1, "connect anna"], [1, "look"], [1, "quit"]]);
});

Deno.test("PortalSession marks exactly the one line after a secret prompt", () => {
  const lab = new PortalLab().serve();
  const client = lab.settled();
  lab.show(client, ["prompt", ["Password: "], { secret: true }]);
  lab.news();
  client.events.line("sesame-street");
  client.events.line("look");
  assert.deepEqual(lab.news(), [typed(1, "sesame-street", true), typed(1, "look")]);
  assert.deepEqual(client.connection.modes, ["secret", "normal"]);
});

Deno.test("PortalSession marks a line as secret when it was typed, not when it passes", () => {
  const lab = new PortalLab({ commandRate: 1, commandBurst: 1 }).serve();
  const client = lab.settled();
  lab.show(client, ["prompt", ["Password: "], { secret: true }]);
  lab.news();
  client.events.line("sesame-street");
  client.events.line("look");
  lab.show(client, ["prompt", ["Again: "], { secret: true }]);
  lab.clock.advance(1000);
  assert.deepEqual(lab.news(), [typed(1, "sesame-street", true), typed(1, "look")]);
});

Deno.test("PortalSession shows again what is typed when an open prompt follows a secret one", () => {
  const lab = new PortalLab().serve();
  const client = lab.settled();
  lab.show(client, ["prompt", ["Password: "], { secret: true }]);
  lab.show(client, ["text", ["Somebody says hello."], {}]);
  assert.deepEqual(client.connection.modes, ["secret"]);
  lab.show(client, ["prompt", ["> "], {}]);
  lab.show(client, ["prompt", ["> "], {}]);
  assert.deepEqual(client.connection.modes, ["secret", "normal"]);
});

Deno.test("2.5.3 PortalSession slows a paste down and loses nothing of it", () => {
  const lab = new PortalLab({ commandRate: 10, commandBurst: 20 }).serve();
  const { events } = lab.settled();
  lab.news();
  const paste = Array.from({ length: 200 }, (_, index) => `line ${index}`);
  for (const line of paste) events.line(line);

  const first = lab.lines();
  assert.equal(first.length, 20);
  lab.clock.advance(1000);
  const second = lab.lines();
  assert.equal(second.length, 10);
  lab.clock.advance(60_000);

  assert.deepEqual([...first, ...second, ...lab.lines()].map(([, line]) => line), paste);
});

Deno.test("2.5.3 PortalSession says once that a flood loses lines, and again after a pause only", () => {
  const lab = new PortalLab({ commandRate: 10, commandBurst: 1 }).serve();
  const { events, connection } = lab.settled();
  const flood = () => {
    for (let index = 0; index < 1000; index++) {
      events.line("north");
      lab.clock.advance(10);
    }
  };
  flood();
  assert.deepEqual(connection.shown, [
    "|yYou are typing faster than the game can listen: a line was lost.|n",
  ]);
  lab.clock.advance(60_000);
  flood();
  assert.equal(connection.shown.length, 2);
});

Deno.test("2.5.3 PortalSession holds OOB messages to a rate of their own", () => {
  const lab = new PortalLab({ oobRate: 5, commandRate: 1, commandBurst: 1 }).serve();
  const { events } = lab.settled();
  lab.news();
  for (let index = 0; index < 20; index++) events.calls([["map", [index], {}]]);
  events.line("look");
  assert.deepEqual(lab.lines().map(([, said]) => said), [0, 1, 2, 3, 4, "look"]);
  lab.clock.advance(1000);
  events.calls([["map", [20], {}], ["map", [21], {}]]);
  assert.deepEqual(lab.lines().map(([, said]) => said), [20, 21]);
});

Deno.test("2.5.3 PortalSession.calls() holds text to the rate of typed lines, whatever way it came", () => {
  const lab = new PortalLab({ commandRate: 1, commandBurst: 2 }).serve();
  const { events } = lab.settled();
  lab.news();
  for (const line of ["one", "two", "three"]) events.calls([["text", [line], {}]]);
  assert.deepEqual(lab.lines().map(([, said]) => said), ["one", "two"]);
});

Deno.test("PortalSession.alive() tells the Server that the client is there", () => {
  const lab = new PortalLab().serve();
  const { events } = lab.settled();
  lab.news();
  events.alive();
  assert.deepEqual(lab.news(), [
    { kind: "input", sessid: 1, calls: [["idle", [], {}]], secret: false },
  ]);
});

Deno.test("2.3.3 PortalSession.flags() crosses only when something has changed", () => {
  const lab = new PortalLab().serve();
  const { events } = lab.settled({ utf8: true });
  lab.news();
  events.flags({ utf8: true }, "portal");
  events.flags({ utf8: true }, "guess");
  events.flags({ screenWidth: 90 });
  events.flags({ screenWidth: 90 });
  const sources = { screenWidth: "client" } as const;
  assert.deepEqual(lab.news(), [
    { kind: "flags", sessid: 1, flags: { screenWidth: 90 }, sources, settled: false, seen: 0 },
  ]);
});

Deno.test("2.3.2 PortalSession.applySync() merges flags name by name and tells the protocol", () => {
  const lab = new PortalLab().serve();
  const client = lab.settled({ utf8: true });
  const flagSources = { noColor: "user" } as const;
  lab.change(client, { protocolFlags: { noColor: true }, flagSources, flagsVersion: 1 });
  lab.news();
  client.events.flags({ utf8: true, term: "XTERM" }, "guess");
  assert.deepEqual(client.connection.flags, [{ noColor: true }]);
  assert.deepEqual(lab.news(), [
    {
      ...{ kind: "flags", sessid: 1, settled: false, seen: 1 },
      ...{ flags: { term: "XTERM" }, sources: { term: "guess" } },
    },
  ]);
});

Deno.test("PortalSession.flags() tells the protocol where the user's choice holds", () => {
  const lab = new PortalLab().serve();
  const client = lab.settled();
  const flagSources = { trueColor: "user" } as const;
  lab.change(client, { protocolFlags: { trueColor: false }, flagSources, flagsVersion: 1 });
  lab.news();
  client.events.flags({ trueColor: true, ansi: true }, "mtts");
  assert.deepEqual(client.connection.flags, [{ trueColor: false }, { trueColor: false }]);
  assert.deepEqual(lab.news().map((news) => news.kind === "flags" && news.flags), [{ ansi: true }]);
});

Deno.test("load 3. PortalSession ends when nobody has logged in by the deadline", () => {
  const lab = new PortalLab({ loginTimeout: 120 }).serve();
  const since = lab.clock.now();
  const { connection } = lab.settled();
  lab.news();
  lab.clock.advance(119_999);
  assert.deepEqual(connection.ends, []);
  lab.clock.advance(1);
  assert.deepEqual(connection.ends, [{ reason: "login_timeout", text: DEADLINE }]);
  assert.deepEqual(lab.news(), [{ kind: "disconnect", sessid: 1, reason: "login_timeout" }]);
  measured(
    "load 3",
    `before login closed after ${(lab.clock.now() - since) / 1000} s of its clock`,
  );
});

Deno.test("PortalSession has no deadline while logged in, and a new one after a logout", () => {
  const lab = new PortalLab({ loginTimeout: 120 }).serve();
  const client = lab.loggedIn();
  lab.clock.advance(1_000_000);
  lab.change(client, { state: "puppeting", puid: 9 });
  lab.clock.advance(1_000_000);
  assert.deepEqual(client.connection.ends, []);
  lab.change(client, { state: "unloggedin", uid: null, uname: null, puid: null });
  lab.clock.advance(119_999);
  assert.deepEqual(client.connection.ends, []);
  lab.clock.advance(1);
  assert.equal(client.connection.ends.length, 1);
});

Deno.test("PortalSession ends once, whoever ends it, and is deaf and dumb from then on", () => {
  const lab = new PortalLab({ loginTimeout: 120, commandRate: 1, commandBurst: 1 }).serve();
  const client = lab.settled();
  const { events, connection } = client;
  events.line("look");
  events.line("this one still waits for its turn");
  lab.news();

  events.closed("client_closed");
  events.closed("client_closed");
  events.line("too late");
  events.calls([["map", [], {}]]);
  events.flags({ screenWidth: 90 });
  events.settled();
  lab.show(client, ["text", ["hello?"], {}]);
  lab.change(client, { state: "unloggedin" });
  lab.registry.receive({ kind: "disconnect", sessids: [1], reason: "booted", text: "Out!" });
  lab.clock.advance(1_000_000);

  assert.deepEqual(lab.news(), [{ kind: "disconnect", sessid: 1, reason: "client_closed" }]);
  assert.deepEqual(connection.shown, []);
  assert.deepEqual(connection.ends, []);
});

Deno.test("PortalSession passes on the Server's words when the Server ends it", () => {
  const lab = new PortalLab().serve();
  const { connection, events } = lab.settled();
  lab.news();
  lab.registry.receive({ kind: "disconnect", sessids: [1], reason: "quit", text: "Goodbye!" });
  events.closed("quit");
  assert.deepEqual(connection.ends, [{ reason: "quit", text: "Goodbye!" }]);
  assert.deepEqual(lab.news(), [{ kind: "disconnect", sessid: 1, reason: "quit" }]);
  assert.equal(lab.registry.count, 0);
});

Deno.test("PortalSession that ends before it has settled takes its lines with it", () => {
  const lab = new PortalLab().serve();
  const { events } = lab.connect();
  lab.news();
  events.line("connect anna");
  events.closed("client_closed");
  events.settled();
  assert.deepEqual(lab.news(), [{ kind: "disconnect", sessid: 1, reason: "client_closed" }]);
});
