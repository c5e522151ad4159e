import assert from "node:assert/strict";
import type { Ban } from "../../../src/core/gate/bans.ts";
import { addressBan, nameBan } from "../../core/gate/ban_samples.ts";
import { PortalLab } from "./portal_lab.ts";

const FAR = "192.0.2.7";

function setBans(lab: PortalLab, ...bans: readonly Ban[]): void {
  lab.registry.receive({ kind: "gate", bans });
}

function answer(lab: PortalLab, address: string): string {
  const outcome = lab.tryConnect(address);
  return typeof outcome === "string" ? outcome : "accepted";
}

Deno.test("gate 8. PortalSessionRegistry refuses an address that the Server says is banned", () => {
  const lab = new PortalLab().serve();
  setBans(lab, addressBan(1, "192.0.2.0/24"), nameBan(2, "198.51.100.1"));
  assert.deepEqual([FAR, `::ffff:${FAR}`, "198.51.100.1"].map((one) => answer(lab, one)), [
    "banned",
    "banned",
    "accepted",
  ]);
  assert.deepEqual(lab.traced.find(({ kind }) => kind === "portal:refuse")?.data, {
    address: FAR,
    protocolKey: "recorded",
    reason: "banned",
  });
  setBans(lab);
  assert.equal(answer(lab, FAR), "accepted");
});

Deno.test("PortalSessionRegistry keeps the bans while no Server is up", () => {
  const lab = new PortalLab().serve();
  setBans(lab, addressBan(1, FAR));
  lab.registry.hold();
  assert.equal(answer(lab, FAR), "banned");
  lab.beginServe("crash");
  assert.equal(answer(lab, FAR), "banned");
});

Deno.test("PortalSessionRegistry counts no connection of an address that is banned", () => {
  const lab = new PortalLab({ connectionRate: 2 }).serve();
  setBans(lab, addressBan(1, FAR));
  const flood = Array.from({ length: 100 }, () => answer(lab, FAR));
  assert.ok(flood.every((one) => one === "banned"));
  assert.deepEqual(["198.51.100.1", "198.51.100.2"].map((one) => answer(lab, one)), [
    "accepted",
    "accepted",
  ]);
});

Deno.test("PortalSessionRegistry never refuses this machine, whatever is banned", () => {
  const lab = new PortalLab().serve();
  setBans(lab, addressBan(1, "0.0.0.0/0"), addressBan(2, "::/0"));
  assert.deepEqual(["127.0.0.1", "::1"].map((one) => answer(lab, one)), ["accepted", "accepted"]);
});
