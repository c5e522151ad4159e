import assert from "node:assert/strict";
import { shownGrid } from "../../lab/clients_page.ts";
import { markdownGrid } from "../../lab/grid.ts";
import { runHostile } from "../../lab/hostile/run_hostile.ts";
import { startOurServer } from "../../lab/our_server.ts";
import { runLab } from "../../lab/run_lab.ts";
import { ourVisit } from "../../lab/visits.ts";

const PATIENCE = { longestMs: 60_000, quietMs: 1000 };

Deno.test("the lab finds our server to do what docs/clients.md promises, and no problem", async () => {
  await using server = await startOurServer({ negotiationWait: 2000 });
  const target = { hostname: "127.0.0.1", port: server.telnetPort ?? 0 };
  const rows = await runLab({ target, patience: PATIENCE, visit: ourVisit });
  assert.deepEqual(
    rows.flatMap(({ client, problems }) => problems.map((p) => `${client}: ${p}`)),
    [],
  );
  assert.equal(markdownGrid(rows), shownGrid(), "deno task lab --write-docs writes the page anew");
});

Deno.test("a hostile peer leaves our server up, and others notice nothing", async () => {
  await using server = await startOurServer();
  const target = { hostname: "127.0.0.1", port: server.telnetPort ?? 0 };
  const outcomes = await runHostile(target, PATIENCE);
  assert.equal(outcomes.length, 12);
  for (const { name, outcome } of outcomes) assert.equal(outcome, "others notice nothing", name);
});
