import assert from "node:assert/strict";
import type { PortalMessage, SessionSync } from "../../../src/core/boundary/messages.ts";
import { PortalLab } from "./portal_lab.ts";
import { RecordedConnection } from "./recorded_connection.ts";

/** What a session is that has just come, at 1000 on the lab's clock. */
const NEWCOMER: SessionSync = {
  sessid: 1,
  protocolKey: "recorded",
  address: "192.0.2.1",
  connTime: 1000,
  state: "negotiating",
  uid: null,
  uname: null,
  puid: null,
  cmdLast: 1000,
  cmdLastVisible: 1000,
  cmdTotal: 0,
  protocolFlags: { utf8: true },
  flagSources: { utf8: "portal" },
  flagsVersion: 0,
  cmdsets: [],
  carry: {},
};

Deno.test("1.1.2, 1.1.4, 4.2 connect() makes a session whole, and tells the Server at once", () => {
  const lab = new PortalLab().serve();
  lab.news();
  lab.connect({ utf8: true });
  assert.deepEqual(lab.news(), [{ kind: "connect", sync: NEWCOMER }]);
});

Deno.test("4.4 what a protocol keeps of a client for itself does not cross", () => {
  class Chatty extends RecordedConnection {
    readonly lineBuffer = "half a line";
    readonly handshakes = 3;
  }
  const lab = new PortalLab().serve();
  lab.news();
  const outcome = lab.registry.connect(new Chatty(), { utf8: true });
  if (outcome.kind === "accepted") outcome.events.settled();
  const told: readonly PortalMessage[] = [
    { kind: "connect", sync: NEWCOMER },
    { kind: "flags", sessid: 1, flags: {}, sources: {}, settled: true, seen: 0 },
  ];
  assert.deepEqual(lab.news(), told);
});

Deno.test("1.1.10 nobody hears of a client that came and went while no Server listened", () => {
  const lab = new PortalLab();
  const client = lab.settled();
  client.events.line("look");
  client.events.closed("client_closed");
  lab.serve();
  assert.deepEqual(lab.news(), [
    { kind: "sync", mode: "cold", portalStart: 1000, sessions: [] },
  ]);
});

Deno.test("2.1.5 PortalSessionRegistry drops what concerns a sessid that it does not know", () => {
  const lab = new PortalLab().serve();
  const anna = lab.settled();
  lab.news();
  lab.registry.receive({ kind: "login", sessid: 99, uid: 7, uname: "anna" });
  lab.registry.receive({ kind: "sync", sessid: 99, fields: { state: "loggedin" } });
  lab.registry.receive({ kind: "output", sessids: [99], calls: [["text", ["Hello!"], {}]] });
  lab.registry.receive({ kind: "disconnect", sessids: [99], reason: "booted", text: "Out!" });
  assert.deepEqual([anna.connection.shown, anna.connection.ends, lab.news()], [[], [], []]);
  assert.equal(lab.registry.count, 1);
});

Deno.test("2.3.5 PortalSession keeps the time of the login, whatever the client tells later", () => {
  const lab = new PortalLab().serve();
  const anna = lab.settled();
  lab.clock.advance(5000);
  lab.change(anna, { state: "loggedin", uid: 7, uname: "anna", connTime: 6000 });
  lab.clock.advance(5000);
  anna.events.flags({ screenWidth: 132 });
  lab.news();
  lab.serve("crash");
  const [sync] = lab.news();
  const copy = sync?.kind === "sync" ? sync.sessions[0] : undefined;
  assert.deepEqual([copy?.connTime, copy?.protocolFlags], [6000, { screenWidth: 132 }]);
});

Deno.test("2.3.4 PortalSession knows whatever the Server changed, field by field", () => {
  const lab = new PortalLab().serve();
  const anna = lab.settled({ utf8: true });
  const changes: readonly Partial<SessionSync>[] = [
    { state: "loggedin", uid: 7, uname: "anna" },
    { state: "puppeting", puid: 9 },
    { cmdLast: 2000, cmdLastVisible: 2000, cmdTotal: 1 },
    { cmdsets: ["", "chargen/chargen"], carry: { page: 3 } },
    { protocolFlags: { noColor: true }, flagSources: { noColor: "user" }, flagsVersion: 1 },
  ];
  for (const fields of changes) lab.change(anna, fields);
  lab.news();
  lab.serve("crash");
  const [sync] = lab.news();
  const expected = Object.assign({}, NEWCOMER, ...changes, {
    protocolFlags: { utf8: true, noColor: true },
    flagSources: { utf8: "portal", noColor: "user" },
  });
  assert.deepEqual(sync?.kind === "sync" && sync.sessions, [expected]);
});
