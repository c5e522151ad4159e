import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type LabClient, PortalLab, typed } from "./portal_lab.ts";

const LOST = "|yThe world does not listen yet, and too much waits for it: " +
  "what you type from here on is lost.|n";

/** The numbers of the sessions that the Server was told of, and what came after. */
function taken(lab: PortalLab) {
  const [sync, ...rest] = lab.news();
  const sessids = sync?.kind === "sync" ? sync.sessions.map(({ sessid }) => sessid) : [];
  return { sessids, rest };
}

Deno.test("2.4.3 hold() keeps lines, and release() replays them once and in order", () => {
  const lab = new PortalLab().serve();
  const [anna, bert] = [lab.loggedIn(), lab.loggedIn()];
  lab.news();
  lab.registry.hold();
  anna.events.line("one");
  bert.events.line("two");
  anna.events.line("three");
  assert.deepEqual(lab.news(), []);

  lab.serve("reload");
  assert.deepEqual(lab.lines(), [[1, "one"], [2, "two"], [1, "three"]]);
  anna.events.line("four");
  lab.serve("reload");
  assert.deepEqual(lab.lines(), [[1, "four"]], "nothing is told a second time");
});

Deno.test("2.1.7 resync() lets nothing but the sync through until release()", () => {
  const lab = new PortalLab().serve();
  const anna = lab.loggedIn();
  lab.registry.hold();
  anna.events.line("before");
  lab.news();
  lab.beginServe("reload");
  anna.events.line("while it takes over");
  assert.deepEqual(lab.news().map(({ kind }) => kind), ["sync"]);
  lab.registry.release();
  assert.deepEqual(lab.lines(), [[1, "before"], [1, "while it takes over"]]);
});

Deno.test("2.4.3 hold() keeps what was typed when the Server that takes over fails, for the next", () => {
  const lab = new PortalLab().serve();
  const anna = lab.loggedIn();
  lab.registry.hold();
  anna.events.line("one");
  lab.beginServe("crash");
  anna.events.line("two");
  lab.registry.hold();
  lab.registry.release();
  anna.events.line("three");
  lab.news();
  lab.serve("crash");
  assert.deepEqual(lab.lines(), [[1, "one"], [1, "two"], [1, "three"]]);
});

Deno.test("2.1.7, 2.4.3, 2.5.6 release() tells of a session that came while the Server took over", () => {
  const lab = new PortalLab();
  lab.beginServe();
  const anna = lab.settled();
  anna.events.line("connect anna");
  const { sessids, rest } = taken(lab);
  assert.deepEqual(sessids, []);
  assert.deepEqual(rest, []);
  lab.registry.release();
  assert.deepEqual(lab.news().map(({ kind }) => kind), ["connect", "flags", "input"]);
});

Deno.test("release() settles again whoever had settled and saw no login screen yet", () => {
  const lab = new PortalLab().serve();
  const [settled, , unloggedin] = [lab.settled(), lab.connect(), lab.settled()];
  lab.change(unloggedin, { state: "unloggedin" });
  lab.registry.hold();
  lab.news();
  lab.serve("crash");
  const { sessids, rest } = taken(lab);
  assert.deepEqual(sessids, [1, 2, 3]);
  assert.deepEqual(rest, [
    { kind: "flags", sessid: settled.sessid, flags: {}, sources: {}, settled: true, seen: 0 },
  ]);
});

Deno.test("release() settles whoever settled while no Server listened", () => {
  const lab = new PortalLab().serve();
  const { events, sessid } = lab.connect();
  lab.registry.hold();
  lab.news();
  events.line("connect anna");
  events.settled();
  lab.serve("reload");
  const { rest } = taken(lab);
  assert.deepEqual(rest, [
    { kind: "flags", sessid, flags: {}, sources: {}, settled: true, seen: 0 },
    typed(sessid, "connect anna"),
  ]);
});

Deno.test("2.3.3 release() tells the flags that were learned while the Server took over", () => {
  const lab = new PortalLab().serve();
  const client = lab.loggedIn();
  lab.registry.hold();
  client.events.flags({ screenWidth: 90 });
  lab.news();
  lab.beginServe("reload");
  client.events.flags({ screenWidth: 100 });
  const [sync] = lab.news();
  lab.registry.release();
  assert.equal(sync?.kind === "sync" && sync.sessions[0]?.protocolFlags.screenWidth, 90);
  const sources = { screenWidth: "client" } as const;
  assert.deepEqual(lab.news(), [
    { kind: "flags", sessid: 1, flags: { screenWidth: 100 }, sources, settled: false, seen: 0 },
  ]);
});

Deno.test("release() lets the new Server take its leave of who was logged in and has gone", () => {
  const lab = new PortalLab().serve();
  const [anna, bert] = [lab.loggedIn(), lab.settled()];
  lab.registry.hold();
  lab.news();
  anna.events.line("never heard");
  anna.events.closed("client_closed");
  bert.events.closed("client_closed");
  lab.serve("reload");
  const { sessids, rest } = taken(lab);
  assert.deepEqual(sessids, [anna.sessid], "a session without an account leaves nothing behind");
  assert.deepEqual(rest, [{ kind: "disconnect", sessid: 1, reason: "client_closed" }]);
  lab.serve("reload");
  assert.deepEqual(taken(lab), { sessids: [], rest: [] });
});

Deno.test("release() tells of whoever went while the Server took over", () => {
  const lab = new PortalLab().serve();
  const bert = lab.settled();
  lab.news();
  lab.beginServe("reload");
  bert.events.closed("client_closed");
  lab.registry.release();
  const { sessids, rest } = taken(lab);
  assert.deepEqual(sessids, [bert.sessid]);
  assert.deepEqual(rest, [{ kind: "disconnect", sessid: 1, reason: "client_closed" }]);
});

Deno.test("release() is told of those who have gone although the Server before it failed", () => {
  const lab = new PortalLab().serve();
  const anna = lab.loggedIn();
  lab.registry.hold();
  anna.events.closed("client_closed");
  lab.beginServe("crash");
  lab.registry.hold();
  lab.news();
  lab.serve("crash");
  assert.deepEqual(taken(lab), {
    sessids: [1],
    rest: [{ kind: "disconnect", sessid: 1, reason: "client_closed" }],
  });
});

Deno.test("2.4.3 resync() tells of nobody whom the Server itself ended while it handed over", () => {
  const lab = new PortalLab().serve();
  const anna = lab.loggedIn();
  lab.registry.hold();
  const { sessid } = anna;
  lab.registry.receive({ kind: "disconnect", sessids: [sessid], reason: "quit", text: "Bye!" });
  lab.news();
  lab.serve("reload");
  assert.deepEqual(taken(lab), { sessids: [], rest: [] });
});

Deno.test("resync() shows again what is typed, since nobody knows the question any more", () => {
  const lab = new PortalLab().serve();
  const client = lab.settled();
  lab.show(client, ["prompt", ["Password: "], { secret: true }]);
  lab.serve("reload");
  lab.news();
  assert.deepEqual(client.connection.modes, ["secret", "normal"]);
  client.events.line("typed before the client knew");
  client.events.line("look");
  assert.deepEqual(lab.news(), [
    typed(1, "typed before the client knew", true),
    typed(1, "look"),
  ]);
});

Deno.test("resync() lets the next question have its own answer", () => {
  const lab = new PortalLab().serve();
  const client = lab.settled();
  lab.show(client, ["prompt", ["Password: "], { secret: true }]);
  lab.serve("reload");
  lab.show(client, ["prompt", ["Name: "], {}]);
  lab.news();
  client.events.line("anna");
  assert.deepEqual(lab.news(), [typed(1, "anna")]);
});

Deno.test("hold() keeps the mark of a secret line", () => {
  const lab = new PortalLab().serve();
  const client = lab.settled();
  lab.show(client, ["prompt", ["Password: "], { secret: true }]);
  lab.change(client, { state: "unloggedin" });
  lab.registry.hold();
  client.events.line("sesame-street");
  lab.news();
  lab.serve("reload");
  assert.deepEqual(taken(lab).rest, [typed(1, "sesame-street", true)]);
});

Deno.test("2.4.3 hold() keeps 200 lines of a session and says once that more are lost", () => {
  const lab = new PortalLab().serve();
  const [anna, bert] = [lab.loggedIn(), lab.loggedIn()];
  lab.registry.hold();
  for (let index = 0; index < 1000; index++) anna.events.line(`line ${index}`);
  bert.events.line("look");
  assert.deepEqual(anna.connection.shown, [LOST]);
  assert.deepEqual(bert.connection.shown, []);

  lab.news();
  lab.serve("reload");
  const lines = lab.lines();
  assert.deepEqual(lines.slice(0, 200).map(([, line]) => line), numbered(200));
  assert.deepEqual(lines.slice(200), [[2, "look"]]);
  anna.events.line("heard again");
  assert.deepEqual(lab.lines(), [[1, "heard again"]]);
});

Deno.test("hold() keeps a bounded amount of all sessions together", () => {
  const lab = new PortalLab().serve();
  const clients = Array.from({ length: 30 }, () => lab.loggedIn());
  lab.registry.hold();
  const long = "x".repeat(6000);
  for (const { events } of clients) {
    for (let index = 0; index < 200; index++) events.line(long);
  }
  lab.news();
  lab.serve("reload");
  const characters = lab.lines().reduce((sum, [, line]) => sum + String(line).length, 0);
  assert.ok(characters > 10_000_000 && characters <= 16_000_000, `${characters} were held`);
  assert.deepEqual(clients.at(-1)?.connection.shown, [LOST]);
});

Deno.test("hold() makes room again when a session goes", () => {
  const lab = new PortalLab().serve();
  const [anna, bert] = [lab.loggedIn(), lab.loggedIn()];
  lab.registry.hold();
  anna.events.calls([["map", ["x".repeat(15_990_000)], {}]]);
  anna.events.closed("client_closed");
  bert.events.calls([["map", ["y".repeat(15_990_000)], {}]]);
  assert.deepEqual(bert.connection.shown, []);
});

Deno.test("hold() forgets signs of life, which say nothing later on", () => {
  const lab = new PortalLab().serve();
  const anna = lab.loggedIn();
  lab.registry.hold();
  for (let index = 0; index < 1000; index++) anna.events.alive();
  lab.news();
  lab.serve("reload");
  assert.deepEqual(taken(lab).rest, []);
  assert.deepEqual(anna.connection.shown, []);
});

Deno.test("release() without a Server that takes over does nothing", () => {
  const lab = new PortalLab();
  lab.settled();
  lab.registry.release();
  assert.deepEqual(lab.news(), []);
});

/** What can happen to a Portal, in any order. */
const events = fc.array(fc.constantFrom("connect", "type", "leave", "hold", "sync", "ready"), {
  maxLength: 60,
});

Deno.test("2.1.1, 2.4.3 every line reaches a Server that is ready, once and in order, whatever happens", () => {
  fc.assert(fc.property(events, (events) => {
    const lab = new PortalLab();
    const clients: LabClient[] = [];
    const said = new Map<number, string[]>();
    for (const [index, event] of events.entries()) {
      const client = clients[index % Math.max(1, clients.length)];
      if (event === "connect") clients.push(lab.settled());
      else if (event === "hold") lab.registry.hold();
      else if (event === "sync") lab.beginServe("crash");
      else if (event === "ready") lab.registry.release();
      else if (client === undefined) continue;
      else if (event === "leave") {
        client.events.closed("client_closed");
        said.delete(client.sessid);
        clients.splice(clients.indexOf(client), 1);
      } else {
        client.events.line(`line ${index}`);
        said.set(client.sessid, [...said.get(client.sessid) ?? [], `line ${index}`]);
      }
    }
    lab.serve("crash");
    const heard = lab.lines();
    for (const [sessid, lines] of said) {
      assert.deepEqual(heard.filter(([of]) => of === sessid).map(([, line]) => line), lines);
    }
  }));
});

function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `line ${index}`);
}
