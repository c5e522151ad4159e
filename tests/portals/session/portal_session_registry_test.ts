import assert from "node:assert/strict";
import { PortalLab } from "./portal_lab.ts";

Deno.test("1.1.3 PortalSessionRegistry counts sessids up from 1 and never uses one twice", () => {
  const lab = new PortalLab().serve();
  const first = lab.connect();
  const second = lab.connect();
  second.events.closed("client_closed");
  lab.registry.hold();
  first.events.closed("client_closed");
  lab.serve("reload");
  assert.deepEqual([first.sessid, second.sessid, lab.connect().sessid], [1, 2, 3]);
  assert.equal(lab.registry.count, 1);
});

Deno.test("2.5.1 PortalSessionRegistry refuses an address that comes too often, and says so", () => {
  const limits = { connectionRatePerAddress: 1, connectionBurstPerAddress: 2 };
  const lab = new PortalLab(limits).serve();
  const outcomes = () => {
    const outcome = lab.tryConnect("192.0.2.1");
    return typeof outcome === "string" ? outcome : "accepted";
  };
  assert.deepEqual([outcomes(), outcomes(), outcomes()], [
    "accepted",
    "accepted",
    "too_many_connections",
  ]);
  lab.clock.advance(1000);
  assert.deepEqual([outcomes(), outcomes()], ["accepted", "too_many_connections"]);
  const refusals = lab.traced.filter(({ kind }) => kind === "portal:refuse");
  assert.deepEqual(refusals.map(({ data }) => data), [
    { address: "192.0.2.1", protocolKey: "recorded", reason: "too_many_connections" },
    { address: "192.0.2.1", protocolKey: "recorded", reason: "too_many_connections" },
  ]);
});

Deno.test("1.1.10, 2.5.1 PortalSessionRegistry gives no number to whom it refuses", () => {
  const limits = { connectionRatePerAddress: 1, connectionBurstPerAddress: 1 };
  const lab = new PortalLab(limits).serve();
  lab.tryConnect("192.0.2.1");
  lab.news();
  lab.tryConnect("192.0.2.1");
  assert.deepEqual(lab.news(), []);
  assert.equal(lab.registry.count, 1);
});

Deno.test("2.5.1 PortalSessionRegistry lets one address in whatever another one does", () => {
  const limits = { connectionRatePerAddress: 1, connectionBurstPerAddress: 1 };
  const lab = new PortalLab(limits).serve();
  for (let index = 0; index < 100; index++) lab.tryConnect("192.0.2.1");
  assert.notEqual(typeof lab.tryConnect("192.0.2.2"), "string");
});

Deno.test("2.5.1 PortalSessionRegistry holds all addresses together to one rate", () => {
  const lab = new PortalLab({ connectionRate: 10 }).serve();
  const outcomes = Array.from({ length: 15 }, (_, index) => lab.tryConnect(`192.0.2.${index}`));
  assert.equal(outcomes.filter((outcome) => typeof outcome === "string").length, 5);
});

Deno.test("PortalSessionRegistry never refuses this machine itself", () => {
  const lab = new PortalLab({
    connectionRatePerAddress: 1,
    connectionBurstPerAddress: 1,
    connectionRate: 1,
  }).serve();
  const own = Array.from({ length: 20 }, (_, index) => index % 2 ? "127.0.0.1" : "::1");
  assert.deepEqual(own.map((address) => typeof lab.tryConnect(address)), own.map(() => "object"));
});

Deno.test("PortalSessionRegistry shows one output to each of its sessions, and to no other", () => {
  const lab = new PortalLab().serve();
  const [anna, bert, carl] = [lab.settled(), lab.settled(), lab.settled()];
  lab.registry.receive({
    kind: "output",
    sessids: [anna.sessid, 99, carl.sessid],
    calls: [["text", ["Hello!"], {}]],
  });
  assert.deepEqual([anna, bert, carl].map(({ connection }) => connection.shown), [
    ["Hello!"],
    [],
    ["Hello!"],
  ]);
});

Deno.test("PortalSessionRegistry.announce() tells everybody", () => {
  const lab = new PortalLab();
  const clients = [lab.connect(), lab.settled()];
  lab.registry.announce("One moment.");
  assert.deepEqual(clients.map(({ connection }) => connection.shown), [
    ["One moment."],
    ["One moment."],
  ]);
});

Deno.test("1.7.12 PortalSessionRegistry.disconnectAll() ends every session with the reason", () => {
  const lab = new PortalLab().serve();
  const clients = [lab.connect(), lab.settled(), lab.loggedIn()];
  lab.registry.disconnectAll("shutdown", "Come back soon.");
  for (const { connection } of clients) {
    assert.deepEqual(connection.ends, [{ reason: "shutdown", text: "Come back soon." }]);
  }
  assert.equal(lab.registry.count, 0);
});

Deno.test("PortalSessionRegistry takes what the Server leaves out for unchanged", () => {
  const lab = new PortalLab().serve();
  const client = lab.loggedIn();
  lab.registry.receive({
    kind: "sync",
    sessid: client.sessid,
    fields: { cmdTotal: 3, uname: undefined },
  });
  lab.news();
  lab.serve("reload");
  const [sync] = lab.news();
  const told = sync?.kind === "sync" ? sync.sessions[0] : undefined;
  assert.deepEqual([told?.cmdTotal, told?.uname, told?.uid], [3, "anna", 7]);
});

Deno.test("2.3.4 PortalSessionRegistry knows from a login who somebody is", () => {
  const lab = new PortalLab().serve();
  const { sessid } = lab.settled();
  lab.registry.receive({ kind: "login", sessid, uid: 7, uname: "anna" });
  lab.news();
  lab.serve("reload");
  const [sync] = lab.news();
  const told = sync?.kind === "sync" ? sync.sessions[0] : undefined;
  assert.deepEqual([told?.uid, told?.uname], [7, "anna"]);
});
