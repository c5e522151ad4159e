import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ManualClock } from "../../src/core/clock.ts";
import { CompressedSessions } from "../../src/portals/telnet/options/mccp2.ts";
import { EchoOption } from "../../src/portals/telnet/options/echo.ts";
import { FIRST_OPTIONS, laterOptions } from "../../src/portals/telnet/options/options.ts";
import { OPTION } from "../../src/portals/telnet/telnet_bytes.ts";
import { nobody } from "../portals/telnet/no_host.ts";
import { LIMITS } from "../portals/telnet/telnet_lab.ts";

const PAGE = readFileSync(new URL("../../docs/telnet.md", import.meta.url), "utf8");
const ROW = /^\| (?<name>[A-Z][^|]*?) +\| (?<number>\d+) +\| (?<we>\w+) +\|/gm;

/** What we do about each option that the page's table names, by its number. */
function table(): ReadonlyMap<number, string> {
  return new Map([...PAGE.matchAll(ROW)].map(({ groups }) => [
    Number(groups?.number),
    groups?.we ?? "",
  ]));
}

/** What we do about each option by our code; those that answer by themselves are left out. */
function policies(): readonly (readonly [number, string])[] {
  const later = laterOptions({
    limits: LIMITS,
    characterMode: "asked",
    compressed: new CompressedSessions(1),
    msdp: { limits: { bytes: 100, depth: 4, values: 10, perSecond: 10 }, names: () => [] },
    mssp: () => ({}),
    mxp: true,
  });
  const options = [...FIRST_OPTIONS, ...later].map((create) => create(nobody(new ManualClock())));
  return options.filter(({ negotiate }) => negotiate === undefined).map(({ option, policy }) => [
    option,
    policy.him === "offer" ? "ask" : policy.us,
  ]);
}

Deno.test("docs/telnet.md names every option that is known, and what is done about it", () => {
  const told = table();
  for (const [option, policy] of policies()) assert.equal(told.get(option), policy, `${option}`);
  const known = Object.values(OPTION);
  assert.deepEqual([...told.keys()].sort(byNumber), known.toSorted(byNumber));
  assert.equal(told.get(new EchoOption(nobody(new ManualClock())).option), "say");
});

function byNumber(a: number, b: number): number {
  return a - b;
}
