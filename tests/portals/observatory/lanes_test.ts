import assert from "node:assert/strict";
import fc from "fast-check";
import { ALL, concerns, rowFilter } from "../../../src/portals/observatory/client/filter.js";
import { LANES, placeOf, touches } from "../../../src/portals/observatory/client/lanes.js";
import { callsText, messageText, short } from "../../../src/portals/observatory/client/describe.js";
import { Rows } from "../../../src/portals/observatory/client/rows.js";
import type { TraceEvent } from "../../../src/core/trace/trace.ts";
import { FakeVisits } from "./fake_visit.ts";

function event(
  kind: string,
  data: Readonly<Record<string, unknown>> = {},
  sessid?: number,
): TraceEvent {
  return { seq: 1, at: 0, level: "debug", kind, data, ...(sessid === undefined ? {} : { sessid }) };
}

Deno.test("placeOf() puts each kind of event on its lanes", () => {
  const message = { kind: "ping", at: 0 };
  const places = [
    [event("client:input", { calls: [] }), "Client", "PortalSession"],
    [event("client:output", { calls: [] }), "PortalSession", "Client"],
    [event("wall:portal", { message }), "PortalSession", "ServerSession"],
    [event("wall:server", { message }), "ServerSession", "PortalSession"],
    [event("session:step", { step: "settle" }), "ServerSession", "ServerSession"],
    [event("session:step", { step: "login" }), "ServerSession", "Account"],
    [event("session:step", { step: "logout" }), "Account", "ServerSession"],
    [event("session:step", { step: "puppet" }), "ServerSession", "Puppet"],
    [event("session:step", { step: "unpuppet" }), "Puppet", "ServerSession"],
    [event("hook:begin", { hook: "session:login" }), "ServerSession", "ServerSession"],
    [event("hook:begin", { hook: "account:firstLogin" }), "Account", "Account"],
    [event("hook:begin", { hook: "session:beforePuppet" }), "Puppet", "Puppet"],
    [event("cmdset:merge", { layers: [] }), "ServerSession", "ServerSession"],
    [event("telnet:error"), "PortalSession", "PortalSession"],
    [event("fault:delay", { ms: 1 }), "Boundary", "Boundary"],
    [event("what:ever"), "ServerSession", "ServerSession"],
  ] as const;
  for (const [told, from, to] of places) {
    const place = placeOf(told);
    assert.deepEqual([place.from, place.to], [from, to], told.kind);
  }
});

Deno.test("touches() tells which lanes an arrow crosses", () => {
  const place = placeOf(event("wall:server", { message: { kind: "stopped" } }));
  assert.deepEqual(
    LANES.filter((lane: string) => touches(place, lane)),
    ["PortalSession", "Boundary", "ServerSession"],
  );
});

Deno.test("callsText() shows text without markup and hidden characters, and not too much of it", () => {
  const call = (text: string) => callsText([["text", [text], {}]]);
  assert.equal(call("|wHello|n, |lclook|ltAnna|le || |#ff8800you|n"), "text “Hello, Anna | you”");
  assert.equal(call("one\n\ttwo\u202ethree\x07"), "text “one two three”");
  assert.ok(call("x".repeat(10_000)).length < 100);
  assert.equal(callsText([["client_options", [], { client: 1 }]]), "client_options “client”");
  assert.equal(callsText([]), "nothing");
  assert.equal(short({ a: 1 }), '{"a":1}');
});

Deno.test("messageText() says what a message is about", () => {
  assert.equal(messageText({ kind: "login", sessid: 1, uid: 2, uname: "Anna" }), "login Anna");
  assert.equal(
    messageText({ kind: "sync", sessid: 1, fields: { uid: 2, puid: 3 } }),
    "sync uid, puid",
  );
  assert.equal(messageText({ kind: "join", portal: 7, sessions: [] }), "join with 0 sessions");
  assert.equal(messageText({ kind: "ran", lines: [[7_000_000_001, 3]] }), "ran up to line 3");
  assert.equal(messageText({ kind: "ran", lines: [[1, 3], [2, 1]] }), "ran lines of 2 sessions");
  assert.equal(messageText({ kind: "joined", portal: 7 }), "joined");
  const many = { kind: "output", sessids: [1, 2, 3], calls: [["text", ["hi"], {}]] };
  assert.equal(messageText(many), "output to 3 sessions text “hi”");
});

Deno.test("Rows nests what happens within hooks and commands, and folds their ends into them", () => {
  const visits = new FakeVisits(0);
  visits.connect(1);
  visits.login(1, "Anna");
  const rows = new Rows();
  rows.add(visits.events);
  const shown = rows.all.filter((row) => !row.isEnd);
  const find = (kind: string, label: string) =>
    shown.find(({ event, place }) => event.kind === kind && place.label.startsWith(label));
  const run = find("command:run", "connect");
  assert.equal(run?.ms, 0.8);
  assert.equal(run?.end?.kind, "command:end");
  assert.equal(find("hook:begin", "session:login")?.depth, (run?.depth ?? 0) + 1);
  assert.ok(shown.every(({ event }) => !event.kind.endsWith(":end")));
});

Deno.test("Rows shows an end whose beginning was not recorded", () => {
  const rows = new Rows();
  rows.add([event("hook:end", { id: 9, hook: "session:login", ms: 1 }, 1)]);
  assert.deepEqual(rows.all.map(({ isEnd, depth }) => ({ isEnd, depth })), [{
    isEnd: false,
    depth: 0,
  }]);
});

Deno.test("Rows holds no more than a few open hooks, however many never end", () => {
  const rows = new Rows();
  const begun = Array.from({ length: 500 }, (_, id) => event("hook:begin", { id, hook: "a:b" }, 1));
  rows.add(begun);
  rows.add([event("hook:end", { id: 0, hook: "a:b", ms: 1 }, 1)]);
  assert.equal(rows.all.at(-1)?.isEnd, false, "the first was forgotten");
  assert.ok(Math.max(...rows.all.map(({ depth }) => depth)) <= 6);
});

Deno.test("observatory 6. rowFilter() lets through by kind, by lane, by session and by words", () => {
  const visits = new FakeVisits(0);
  visits.connect(1);
  visits.connect(2);
  visits.login(2, "Bert");
  const rows = new Rows();
  rows.add(visits.events);
  const kinds = (changes: Partial<typeof ALL>) => {
    const found = rows.all.filter(rowFilter({ ...ALL, ...changes }));
    return new Set(found.map((row) => row.event.kind));
  };
  assert.deepEqual(kinds({ groups: new Set(["hook"]) }), new Set(["hook:begin"]));
  assert.deepEqual(
    kinds({ lanes: new Set(["Client"]) }),
    new Set(["portal:connect", "client:output", "client:input"]),
  );
  assert.deepEqual(kinds({ text: "BERT client:input" }), new Set(["client:input"]));
  assert.deepEqual(kinds({ text: "nowhere" }), new Set());
  const ofTwo = rows.all.filter(rowFilter({ ...ALL, sessid: 2 }));
  assert.ok(ofTwo.length > 0);
  assert.ok(ofTwo.every((row) => row.event.sessid === 2));
});

Deno.test("placeOf() and rowFilter() take any data that a file may hold", () => {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    // What cannot become text by itself.
    fc.constantFrom({ toString: null }, [{ t: { toString: 1 } }], { length: { toString: 1 } }),
  );
  const names = fc.constantFrom(
    ...[
      "calls",
      "message",
      "step",
      "from",
      "to",
      "hook",
      "watchers",
      "id",
      "layers",
      "layer",
      "count",
    ],
    ...["fate", "command", "ms", "mode"],
  );
  const kinds = fc.constantFrom(
    ...["client:input", "client:mode", "wall:portal", "wall:server", "session:step", "hook:begin"],
    ...[
      "hook:end",
      "cmdset:merge",
      "command:match",
      "command:run",
      "command:end",
      "x:y",
      "",
      "constructor",
    ],
  );
  const messages = fc.record({
    kind: fc.constantFrom(
      "input",
      "output",
      "sync",
      "connect",
      "flags",
      "login",
      "request",
      "other",
    ),
    calls: value,
    fields: value,
    sessids: value,
    sessions: value,
    sync: value,
    flags: value,
  }, { requiredKeys: ["kind"] });
  const data = fc.oneof(fc.dictionary(names, value), messages.map((message) => ({ message })));
  const isShown = rowFilter({ ...ALL, text: "x" });
  fc.assert(
    fc.property(kinds, data, (kind, told) => {
      const rows = new Rows();
      const [row] = rows.add([event(kind, told, 1)]);
      assert.ok(row !== undefined);
      assert.equal(typeof row.place.label, "string");
      assert.equal(typeof isShown(row), "boolean");
      assert.equal(typeof concerns(event(kind, told), 1), "boolean");
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("concerns() knows events for many sessions, and those of the whole house", () => {
  const output = { message: { kind: "output", sessids: [1, 3], calls: [] } };
  assert.equal(concerns(event("wall:server", output), 3), true);
  assert.equal(concerns(event("wall:server", output), 2), false);
  assert.equal(concerns(event("server:ready", { mode: "reload" }), 2), true);
  assert.equal(concerns(event("wall:server", { message: { kind: "ready" } }), 2), false);
});
