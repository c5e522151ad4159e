import assert from "node:assert/strict";
import { workerGame } from "../games/worker_game.ts";
import { measured } from "../reliability/measured.ts";

/** What Deno lets a worker do whatever permissions it was denied; `docs/sandbox.md` lists them. */
const GRANTED = new Set([
  "import an npm package by a computed name",
  "start a worker of its own",
  "signal its own process",
  "use the caches",
  "print",
]);

Deno.test("sandbox 1. spawnServer() denies game code files, sockets, programs and the environment", async () => {
  await using game = await workerGame({
    settings: { plugins: ["./tests/sandbox/probe_plugin.ts"] },
  });
  const anna = await game.connect();
  await anna.send("probe");
  const results = probeResults(anna.oob("probe"));
  const width = Math.max(...Object.keys(results).map((name) => name.length));
  for (const [name, outcome] of Object.entries(results)) {
    console.log(`  ${name.padEnd(width)}  ${outcome}`);
  }
  assert.ok(Object.keys(results).length >= 20);
  for (const [name, outcome] of Object.entries(results)) {
    if (GRANTED.has(name)) assert.equal(outcome, "granted", name);
    else assert.match(outcome, /^denied.*(Requires|NotCapable|denied)/, name);
  }
  const outcomes = Object.values(results);
  const denied = outcomes.filter((outcome) => outcome.startsWith("denied")).length;
  const known = `the other ${outcomes.length - denied} are the documented limits`;
  measured("sandbox 1", `${denied} of ${outcomes.length} tries denied; ${known}`);
});

function probeResults(received: readonly unknown[]): Record<string, string> {
  const results = received[0];
  assert.ok(typeof results === "object" && results !== null, "the probe answered");
  return results as Record<string, string>; // the probe plugin sends names and outcomes
}
