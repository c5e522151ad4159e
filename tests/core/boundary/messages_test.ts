import assert from "node:assert/strict";
import * as v from "valibot";
import {
  type PortalMessage,
  PortalMessageSchema,
  type ServerMessage,
  ServerMessageSchema,
  type SessionSync,
} from "../../../src/core/boundary/messages.ts";

const SYNC: SessionSync = {
  sessid: 1,
  protocolKey: "telnet",
  address: "192.0.2.1",
  connTime: 1000,
  state: "puppeting",
  uid: 2,
  uname: "anna",
  puid: 3,
  cmdLast: 1000,
  cmdLastVisible: 1000,
  cmdTotal: 4,
  protocolFlags: { screenWidth: 80, noColor: undefined },
  cmdsets: ["builtin/session"],
  carry: { menu: { node: "start" } },
  flagSources: {},
  flagsVersion: 5,
};

const FROM_PORTAL: readonly PortalMessage[] = [
  { kind: "connect", sync: SYNC },
  { kind: "disconnect", sessid: 1, reason: "client_closed" },
  { kind: "sync", mode: "crash", portalStart: 1000, sessions: [SYNC] },
  { kind: "flags", sessid: 1, flags: { utf8: true }, sources: {}, settled: true, seen: 0 },
  { kind: "input", sessid: 1, calls: [["text", ["look"], {}]], secret: false },
  { kind: "input", sessid: 1, calls: [["text", ["look"], {}]], secret: false, line: 3 },
  { kind: "join", portal: 7, sessions: [{ ...SYNC, sessid: 7_000_000_001 }] },
  { kind: "stop", mode: "reload" },
  { kind: "outcome", sessid: null, ok: false, text: "a bug at world.ts:3:1" },
  { kind: "zombies", count: 2 },
  { kind: "ping", at: 1000 },
  { kind: "request", id: 1, name: "http", value: { any: "thing" }, deadline: 1000 },
  { kind: "reply", id: 1, answer: { kind: "unknown" } },
  { kind: "cancel", id: 1 },
];

const FROM_SERVER: readonly ServerMessage[] = [
  { kind: "output", sessids: [1, 2], calls: [["text", ["|rHello|n"], { type: "say" }]] },
  { kind: "login", sessid: 1, uid: 2, uname: "anna" },
  { kind: "sync", sessid: 1, fields: { state: "loggedin", protocolFlags: { noColor: true } } },
  { kind: "disconnect", sessids: [1], reason: "quit", text: null },
  { kind: "control", action: "shutdown", sessid: 1 },
  { kind: "loaded", plugins: ["builtin"] },
  { kind: "ready", claimable: true },
  { kind: "failed", error: "a bug", isDamage: false },
  { kind: "stopped" },
  {
    kind: "gate",
    bans: [{ id: 1, kind: "address", pattern: "192.0.2.0/24", reason: "", by: "anna", at: 1000 }],
  },
  { kind: "pong", at: 1000, isIdle: true },
  { kind: "ran", lines: [[7_000_000_001, 3], [7_000_000_002, 1]] },
  { kind: "joined", portal: 7 },
  {
    kind: "trace",
    events: [{ seq: 1, at: 2, kind: "session:login", level: "info", sessid: 1, data: { uid: 3 } }],
  },
  { kind: "request", id: 1, name: "who", value: null, deadline: 1000 },
  { kind: "reply", id: 1, answer: { kind: "answered", value: new Uint8Array([1]) } },
  { kind: "cancel", id: 1 },
];

for (const message of FROM_PORTAL) {
  const what = "line" in message ? `numbered "${message.kind}"` : `"${message.kind}"`;
  Deno.test(`PortalMessageSchema takes a ${what} as it is`, () => {
    assert.deepEqual(v.parse(PortalMessageSchema, structuredClone(message)), message);
  });
  Deno.test(`PortalMessageSchema refuses a ${what} with a field too many`, () => {
    assert.equal(v.is(PortalMessageSchema, { ...message, extra: 1 }), false);
  });
}

for (const message of FROM_SERVER) {
  Deno.test(`ServerMessageSchema takes a "${message.kind}" as it is`, () => {
    assert.deepEqual(v.parse(ServerMessageSchema, structuredClone(message)), message);
  });
  Deno.test(`ServerMessageSchema refuses a "${message.kind}" with a field too many`, () => {
    assert.equal(v.is(ServerMessageSchema, { ...message, extra: 1 }), false);
  });
}

const MISFITS: readonly [why: string, message: unknown][] = [
  ["no unknown kind", { kind: "explode" }],
  ["no sessid 0, which is nobody: that is null", { kind: "disconnect", sessid: 0, reason: "quit" }],
  ["no reason in words of its own", { kind: "disconnect", sessid: 1, reason: "I felt like it" }],
  ["no unknown flag", {
    kind: "flags",
    sessid: 1,
    flags: { admin: true },
    sources: {},
    settled: true,
    seen: 0,
  }],
  ["no call that is text", { kind: "input", sessid: 1, calls: ["look"], secret: false }],
  ["no line 0, since lines count from 1", {
    ...{ kind: "input", sessid: 1, calls: [], secret: false, line: 0 },
  }],
  ["no Portal that shares a process, which has nothing to join", {
    ...{ kind: "join", portal: 0, sessions: [] },
  }],
  ["no half a session", { kind: "connect", sync: { sessid: 1 } }],
];

for (const [why, message] of MISFITS) {
  Deno.test(`2.1.2, 2.1.5 PortalMessageSchema takes ${why}`, () => {
    assert.equal(v.is(PortalMessageSchema, message), false);
  });
}
