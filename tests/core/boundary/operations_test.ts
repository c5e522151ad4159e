import assert from "node:assert/strict";
import * as v from "valibot";
import type { ProtocolFlags } from "../../../src/core/boundary/flags.ts";
import { ProtocolFlagsSchema } from "../../../src/core/boundary/flags.ts";
import { LIFECYCLE, type SessionState } from "../../../src/core/boundary/lifecycle.ts";
import {
  type CloseReason,
  CloseReasonSchema,
  type PortalMessage,
  PortalMessageSchema,
  type ServerMessage,
  ServerMessageSchema,
  type SessionSync,
  SessionSyncSchema,
  type StartMode,
  StartModeSchema,
} from "../../../src/core/boundary/messages.ts";

type PortalKind = PortalMessage["kind"];
type ServerKind = ServerMessage["kind"];

/** Evennia's admin operations by name: the messages that do the same here, and what none does. */
const OPERATIONS: Readonly<
  Record<string, { readonly portal?: PortalKind[]; readonly server?: ServerKind[] } | string>
> = {
  PCONN: { portal: ["connect"] },
  PCONNSYNC: { portal: ["flags"] },
  PDISCONN: { portal: ["disconnect"] },
  PDISCONNALL: "a shutdown stops the Server first, which takes everybody out of the world",
  PSYNC: { portal: ["prepare", "sync"], server: ["loaded", "ready"] },
  SLOGIN: { server: ["login"] },
  SDISCONN: { server: ["disconnect"] },
  SDISCONNALL: { server: ["disconnect"] },
  SSYNC: { server: ["sync"] },
  SCONN: "no connection begins here; bots are not part of this house",
  "SRELOAD, SRESET": { portal: ["stop", "outcome"], server: ["control", "stopped"] },
  "SSHUTD, PSHUTD": { portal: ["stop"], server: ["control", "stopped"] },
  SSTART: "one process: the supervisor starts the Server",
  PSTATUS: { portal: ["ping"], server: ["pong"] },
};

/** What crosses beside the operations: the data of sessions, and what Evennia has no word for. */
const OTHERS = {
  portal: [
    ...(["input", "join", "moved", "watch", "zombies"] satisfies PortalKind[]),
    ...(["request", "reply", "cancel"] satisfies PortalKind[]),
  ],
  server: [
    ...([
      "output",
      "oob",
      "gate",
      "failed",
      "trace",
      "plugin",
      "xray",
      "ran",
      "joined",
      "transfer",
    ] satisfies ServerKind[]),
    ...(["request", "reply", "cancel"] satisfies ServerKind[]),
  ],
};

Deno.test("2.2 every operation between Portal and Server has its messages, or a reason", () => {
  const rows = Object.values(OPERATIONS).filter((row) => typeof row !== "string");
  const portal = new Set([...OTHERS.portal, ...rows.flatMap((row) => row.portal ?? [])]);
  const server = new Set([...OTHERS.server, ...rows.flatMap((row) => row.server ?? [])]);
  assert.deepEqual(kindsOf(PortalMessageSchema.options), [...portal].sort());
  assert.deepEqual(kindsOf(ServerMessageSchema.options), [...server].sort());
});

Deno.test("2.1.4 two closed unions cross the wall, and no call of a function by its name", () => {
  const call = { kind: "call", module: "world", function: "destroy", args: [], kwargs: {} };
  assert.equal(v.is(PortalMessageSchema, call), false);
  assert.equal(v.is(ServerMessageSchema, call), false);
  const calls = [["chargen_state", [1], { page: 2 }]];
  assert.ok(v.is(PortalMessageSchema, { kind: "input", sessid: 1, calls, secret: false }));
  assert.ok(v.is(ServerMessageSchema, { kind: "output", sessids: [1], calls }));
});

Deno.test("2.1.2 what concerns no session in particular says null", () => {
  const asked = { kind: "control", action: "reload" };
  assert.ok(v.is(ServerMessageSchema, { ...asked, sessid: null }));
  assert.equal(v.is(ServerMessageSchema, { ...asked, sessid: 0 }), false);
});

Deno.test("2.3.1 both sides hold these fields of a session, and no other", () => {
  assert.deepEqual(Object.keys(SessionSyncSchema.entries).sort(), [
    ...["address", "carry", "cmdLast", "cmdLastVisible", "cmdTotal", "cmdsets", "connTime"],
    ...["flagSources", "flagsVersion", "hops", "passport", "portal"],
    ...["protocolFlags", "protocolKey", "puid", "sessid", "state", "uid", "uname"],
  ]);
});

Deno.test("2.3.5 what the Portal tells of a client later cannot hold connTime", () => {
  const message = { kind: "flags", sessid: 1, flags: {}, sources: {}, settled: false, seen: 0 };
  assert.ok(v.is(PortalMessageSchema, message));
  assert.equal(v.is(PortalMessageSchema, { ...message, connTime: 1 }), false);
  assert.equal(v.is(PortalMessageSchema, { ...message, flags: { connTime: 1 } }), false);
});

Deno.test("the schemas at the wall and the types agree, member by member", () => {
  const agree: readonly true[] = [
    same<v.InferOutput<typeof CloseReasonSchema>, CloseReason>(),
    same<v.InferOutput<typeof StartModeSchema>, StartMode>(),
    same<SessionSync["state"], SessionState>(),
    same<keyof v.InferOutput<typeof ProtocolFlagsSchema>, keyof ProtocolFlags>(),
  ];
  assert.equal(agree.length, 4);
  const states = [...SessionSyncSchema.entries.state.options];
  assert.deepEqual(states.sort(), Object.keys(LIFECYCLE).sort());
});

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true
  : never;

/** Compiles only when the two types are the same. */
function same<A, B>(..._proof: Same<A, B> extends never ? [never] : []): true {
  return true;
}

function kindsOf(
  options: readonly { readonly entries: { readonly kind: { readonly literal: string } } }[],
): readonly string[] {
  return options.map(({ entries }) => entries.kind.literal).sort();
}
