import assert from "node:assert/strict";
import type { PortalMessage } from "../../../src/core/boundary/messages.ts";
import { MAX_PORTAL } from "../../../src/core/boundary/portal_number.ts";
import { LineNumbers } from "../../../src/portals/session/line_numbers.ts";
import { type LabClient, PortalLab, typed } from "./portal_lab.ts";

const FIRST = 7_000_000_001;

/** What the Server was told since the last look, of input: the line's number and its text. */
function input(lab: PortalLab): readonly (readonly [line: number | undefined, text: unknown])[] {
  return lab.news().flatMap((message) =>
    message.kind === "input" ? [[message.line, message.calls[0]?.[1][0]] as const] : []
  );
}

function lab(): PortalLab {
  return new PortalLab({}, 7).serve();
}

/** A client that types, whose answers to the Server were looked at. */
function player(lab: PortalLab): LabClient {
  const client = lab.loggedIn();
  lab.news();
  return client;
}

Deno.test("PortalSessionRegistry of one of several Portals numbers its sessions from that Portal's first", () => {
  const portal = lab();
  assert.deepEqual([portal.connect().sessid, portal.connect().sessid], [FIRST, FIRST + 1]);
  const last = new PortalLab({}, MAX_PORTAL).connect().sessid;
  assert.ok(Number.isSafeInteger(last));
});

Deno.test("PortalSessionRegistry of the only Portal counts sessions from 1, and numbers no line", () => {
  const only = new PortalLab({}, 0).serve();
  const client = player(only);
  client.events.line("look");
  assert.equal(client.sessid, 1);
  assert.deepEqual(only.news(), [typed(1, "look")]);
});

Deno.test("PortalSessionRegistry numbers all that a session sends, each session on its own", () => {
  const portal = lab();
  const [anna, bert] = [player(portal), player(portal)];
  anna.events.line("one");
  bert.events.line("one");
  anna.events.calls([["map", ["two"], {}]]);
  anna.events.line("three");
  assert.deepEqual(input(portal), [[1, "one"], [1, "one"], [2, "two"], [3, "three"]]);
});

Deno.test("PortalSessionRegistry numbers what it held when it is let through, in order", () => {
  const portal = lab();
  const anna = player(portal);
  anna.events.line("one");
  portal.registry.hold();
  anna.events.line("two");
  anna.events.alive();
  anna.events.line("three");
  portal.serve("join");
  anna.events.line("four");
  assert.deepEqual(input(portal), [[1, "one"], [2, "two"], [3, "three"], [4, "four"]]);
});

Deno.test("PortalSessionRegistry.putBack() keeps numbers, before what was typed since", () => {
  const portal = lab();
  const anna = player(portal);
  for (const line of ["one", "two", "three"]) anna.events.line(line);
  const sent = portal.news();
  portal.registry.hold();
  anna.events.line("four");
  portal.registry.putBack(sent.slice(1));
  portal.serve("join");
  const again = portal.news().filter(({ kind }) => kind === "input");
  assert.deepEqual(again.slice(0, 2), sent.slice(1));
  assert.equal(again[0], sent[1], "the very message, so that whoever keeps it knows it again");
  assert.deepEqual(again.slice(2), [{ ...typed(anna.sessid, "four"), line: 4 }]);
});

Deno.test("PortalSessionRegistry numbers lines that wait at the wall when they pass it", () => {
  const portal = lab();
  const anna = player(portal);
  portal.registry.wall.hold(anna.sessid);
  anna.events.line("one");
  anna.events.alive();
  assert.deepEqual(input(portal), [[1, undefined]]);
  portal.registry.wall.release(anna.sessid);
  assert.deepEqual(input(portal), [[2, "one"]]);
});

Deno.test("PortalSessionRegistry lets a line with a number pass the wall, whoever is held by now", () => {
  const portal = lab();
  const anna = player(portal);
  anna.events.line("one");
  const sent = portal.news();
  portal.registry.hold();
  portal.registry.wall.hold(anna.sessid);
  portal.registry.putBack(sent);
  portal.serve("join");
  anna.events.alive();
  anna.events.line("three");
  assert.deepEqual(input(portal), [[1, "one"], [2, undefined]]);
});

Deno.test("PortalSessionRegistry.resync() of a join names the live sessions, and forgets no question", () => {
  const portal = lab();
  const [anna, bert] = [player(portal), player(portal)];
  portal.show(anna, ["prompt", ["Password: "], { secret: true }]);
  portal.registry.hold();
  bert.events.closed("client_closed");
  portal.news();
  portal.beginServe("join");
  anna.events.line("sesame-street");
  assert.deepEqual(portal.news(), [{
    ...{ kind: "join", portal: 7 },
    sessions: portal.registry.syncs,
  }]);
  assert.deepEqual(portal.registry.syncs.map(({ sessid }) => sessid), [anna.sessid]);
  portal.registry.release();
  const news = portal.news();
  assert.deepEqual(news, [
    { kind: "disconnect", sessid: bert.sessid, reason: "client_closed" },
    { ...typed(anna.sessid, "sesame-street", true), line: 1 },
  ]);
});

Deno.test("PortalSessionRegistry.release() after a join tells of who came meanwhile", () => {
  const portal = lab();
  portal.beginServe("join");
  portal.news();
  const eve = portal.settled();
  portal.registry.release();
  assert.deepEqual(portal.news().map(({ kind }) => kind), ["connect", "flags"]);
  eve.events.line("look");
  assert.deepEqual(input(portal), [[1, "look"]]);
});

Deno.test("PortalSessionRegistry does nothing with word of what was run, which others keep", () => {
  const portal = lab();
  const anna = player(portal);
  portal.registry.receive({ kind: "ran", lines: [[anna.sessid, 1]] });
  portal.registry.receive({ kind: "joined", portal: 7 });
  assert.deepEqual([portal.news(), anna.connection.shown], [[], []]);
});

const LOOK: PortalMessage = typed(FIRST, "look");

Deno.test("LineNumbers numbers input alone, and leaves a number as it is", () => {
  const numbers = new LineNumbers();
  const ended: PortalMessage = { kind: "disconnect", sessid: FIRST, reason: "quit" };
  assert.equal(numbers.number(ended), ended);
  const first = numbers.number(LOOK);
  assert.deepEqual(first, { ...LOOK, line: 1 });
  assert.equal(numbers.number(first), first);
  assert.deepEqual(numbers.number(LOOK), { ...LOOK, line: 2 });
});

Deno.test("LineNumbers keeps nothing of sessions that are gone", () => {
  const numbers = new LineNumbers();
  const other: PortalMessage = typed(FIRST + 1, "look");
  for (const message of [LOOK, other]) numbers.number(message);
  numbers.keepOnly(new Set([FIRST]));
  assert.deepEqual(numbers.number(other), { ...other, line: 1 });
  assert.deepEqual(numbers.number(LOOK), { ...LOOK, line: 2 });
  numbers.forget(FIRST);
  assert.deepEqual(numbers.number(LOOK), { ...LOOK, line: 1 });
});
