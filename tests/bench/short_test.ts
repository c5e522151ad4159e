import assert from "node:assert/strict";
import { median, type Row } from "../../bench/figures.ts";
import { commands } from "../../bench/groups/commands.ts";

/** A tenth of what was measured on busy machines: only what is much slower fails. */
const LEAST_OF_WALL = 0.05;

Deno.test("a hundred sessions are answered not very much slower than by a bare wall", async () => {
  const rows: Row[] = [];
  await commands({
    scale: { ms: 300, rounds: 3, sessions: { least: 100, most: 100 } },
    tell: () => {},
    add: (row) => void rows.push(row),
  });
  const rates = rows.filter(({ unit, ofWall }) => unit === "a second" && ofWall !== undefined);
  assert.deepEqual(rates.map(({ name }) => name), [
    "look, 100 sessions",
    "say, 100 sessions",
    "unknown, 100 sessions",
  ]);
  for (const { name, ofWall = [] } of rates) {
    assert.equal(ofWall.length, 3);
    assert.ok(median(ofWall) > LEAST_OF_WALL, `${name}: ${median(ofWall)} of the bare wall`);
  }
});
