import assert from "node:assert/strict";
import { Trace } from "../../../src/core/trace/trace.ts";
import { LabelCounts } from "../../../src/portals/operators/label_counts.ts";
import { PortalCounts } from "../../../src/portals/operators/portal_counts.ts";

Deno.test("PortalCounts counts what the trace tells of connections, input and Servers", () => {
  const trace = new Trace(() => 5000);
  const counts = new PortalCounts(trace);
  trace.emit("portal:connect", { data: { protocolKey: "ssh", address: "192.0.2.7" } });
  trace.emit("portal:connect", { data: { protocolKey: "ssh", address: "192.0.2.8" } });
  trace.emit("portal:refuse", { data: { protocolKey: "telnet", reason: "banned" } });
  trace.emit("portal:disconnect", { data: { reason: "quit" } });
  trace.emit("input:rejected", { data: { why: "too_long" } });
  trace.emit("telnet:long_line");
  trace.emit("telnet:ignored", { data: { why: "too often" } });
  trace.emit("telnet:ignored", { data: { why: "no JSON" } });
  trace.emit("server:ready", { data: { mode: "reload" } });
  trace.emit("server:lost");
  trace.emit("server:refuse");
  trace.emit("tls:handshake_failed");
  assert.deepEqual(counts.connections.values, [[{ protocol: "ssh" }, 2]]);
  assert.deepEqual(counts.refusals.values, [[{ protocol: "telnet", reason: "banned" }, 1]]);
  assert.deepEqual(counts.disconnections.values, [[{ reason: "quit" }, 1]]);
  assert.deepEqual(counts.rejected.values, [
    [{ why: "too_long" }, 2],
    [{ why: "too_fast" }, 0],
    [{ why: "oob_too_fast" }, 1],
  ]);
  assert.deepEqual(counts.starts.values[1], [{ mode: "reload" }, 1]);
  assert.deepEqual([counts.lost, counts.refused, counts.readyAt], [1, 1, 5000]);
  assert.deepEqual(counts.earlyRefusals.values[2], [{ what: "tls" }, 1]);
});

Deno.test("PortalCounts counts no more when it is disposed of", () => {
  const trace = new Trace();
  const counts = new PortalCounts(trace);
  counts[Symbol.dispose]();
  trace.emit("server:lost");
  assert.equal(counts.lost, 0);
});

Deno.test("LabelCounts tells no more labels apart than a dashboard can show", () => {
  const counts = new LabelCounts();
  for (let n = 0; n < 1000; n++) counts.add({ n: String(n) });
  counts.add({ n: "0" });
  assert.equal(counts.values.length, 200);
  assert.deepEqual(counts.values[0], [{ n: "0" }, 2]);
});
