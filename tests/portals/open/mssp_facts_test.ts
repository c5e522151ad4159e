import assert from "node:assert/strict";
import { resolveSettings } from "../../../src/core/settings/resolve.ts";
import { msspFacts, type MsspSources } from "../../../src/portals/open/mssp_facts.ts";

const STARTED_AT = 1_790_000_000_999;

function facts(values: Readonly<Record<string, unknown>>, rest: Partial<MsspSources> = {}) {
  const { settings } = resolveSettings([{ name: "test", values }]);
  return msspFacts({ settings, ports: () => ({}), players: () => 3, ...rest }, STARTED_AT);
}

Deno.test("wire 20. msspFacts() tells who plays and since when, as integers, whatever the settings say", () => {
  const { NAME, PLAYERS, UPTIME } = facts({
    serverName: "The Inn",
    mssp: { PLAYERS: "900", UPTIME: "0", NAME: "The Other Inn" },
  });
  assert.deepEqual([NAME, PLAYERS, UPTIME], ["The Other Inn", "3", "1790000000"]);
});

Deno.test("wire 20. msspFacts() tells the ports that are listened on, and 0 for TLS where there is none", () => {
  const open = facts({ telnetPort: 0 }, { ports: () => ({ telnetPort: 32768, tlsPort: 32769 }) });
  assert.deepEqual([open["PORT"], open["TLS"], open["SSL"]], ["32768", "32769", "32769"]);
  const closed = facts({});
  assert.deepEqual([closed["PORT"], closed["TLS"], closed["SSL"]], [undefined, "0", "0"]);
});

Deno.test("msspFacts() tells of each ability whether it is on", () => {
  const all = ["MSDP", "MCCP", "MXP", "VT100", "MSP", "GMCP"] as const;
  const told = (values: Readonly<Record<string, unknown>>) =>
    all.map((name) => facts(values)[name]);
  assert.deepEqual(told({}), ["1", "1", "1", "1", "0", "1"]);
  const off = { msdp: false, mccp: "off", mxp: false, characterMode: "off" };
  assert.deepEqual(told(off), ["0", "0", "0", "0", "0", "1"]);
  assert.equal(facts({ maxCompressedSessions: 0 })["MCCP"], "0");
});
