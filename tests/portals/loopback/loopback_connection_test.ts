import assert from "node:assert/strict";
import { LoopbackConnection } from "../../../src/portals/loopback/loopback_connection.ts";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import { PortalLab } from "../session/portal_lab.ts";
import { RecordingSink } from "../../../src/portals/conformance/recording_sink.ts";

Deno.test("LoopbackConnection is settled as soon as it is there", async () => {
  const sink = new RecordingSink();
  const connection = new LoopbackConnection(sink, "192.0.2.1");
  const session = await sink.session();
  assert.equal(connection.sessid, 1);
  assert.deepEqual(session.flags, { utf8: true, oob: true });
  assert.deepEqual(session.waiting(), [{ kind: "settled" }]);
});

Deno.test("LoopbackConnection throws when it is refused, and names the reason", () => {
  const sink = new RecordingSink();
  sink.refusal = "too_many_connections";
  assert.throws(() => new LoopbackConnection(sink, "192.0.2.1"), {
    message: 'Cannot connect as the Portal must admit it: it said "too_many_connections"',
  });
});

Deno.test("LoopbackConnection keeps what it received as a reader sees it", () => {
  const connection = new LoopbackConnection(new RecordingSink(), "192.0.2.1");
  connection.deliver([
    ["text", ["|rred|n and || bar"], { type: "look" }],
    ["map", [1, 2], { zoom: 3 }],
    ["prompt", ["> "], {}],
  ], new SharedRender());
  assert.deepEqual(connection.received, [
    { name: "text", text: "red and | bar", kwargs: { type: "look" } },
    { name: "map", text: "", kwargs: { zoom: 3 }, args: [1, 2] },
    { name: "prompt", text: "> ", kwargs: {} },
  ]);
});

Deno.test("LoopbackConnection.call() passes on what is not typed", async () => {
  const sink = new RecordingSink();
  const connection = new LoopbackConnection(sink, "192.0.2.1");
  const session = await sink.session();
  connection.call([["map", [1], {}]]);
  connection.vanish();
  connection.call([["map", [2], {}]]);
  connection.type("too late");
  connection.tell({ screenWidth: 90 });
  assert.deepEqual(session.waiting(), [
    { kind: "settled" },
    { kind: "calls", calls: [["map", [1], {}]] },
    { kind: "closed", reason: "client_closed" },
  ]);
});

Deno.test("LoopbackConnection knows why it ended, whoever ended it", () => {
  const lab = new PortalLab().serve();
  const booted = new LoopbackConnection(lab.registry, "192.0.2.1");
  const gone = new LoopbackConnection(lab.registry, "192.0.2.1");
  assert.equal(booted.closedWith, undefined);
  lab.registry.receive({ kind: "disconnect", sessids: [1], reason: "booted", text: "|rOut!|n" });
  gone.vanish();
  assert.equal(booted.closedWith, "booted");
  assert.deepEqual(booted.received, [{ name: "text", text: "Out!", kwargs: {} }]);
  assert.equal(gone.closedWith, "client_closed");
  assert.equal(lab.registry.count, 0);
});
