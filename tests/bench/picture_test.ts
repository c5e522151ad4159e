import assert from "node:assert/strict";
import type { Row } from "../../bench/figures.ts";
import { pictures } from "../../bench/report/picture.ts";

function row(line: string, x: number, y: number): Row {
  return {
    ...{ group: "commands", name: "look", unit: "a second", better: "more", rounds: [y] },
    point: { picture: "sessions", line, x },
  };
}

Deno.test("pictures() draws a line through the points of each name, from left to right", () => {
  const rows = [row("look", 1, 0), row("look", 10, 1000), row("say", 1, 500), row("say", 10, 500)];
  const drawn = pictures({ deno: "2", machine: "any", at: "", rows });
  assert.deepEqual([...drawn.keys()], ["sessions.svg"]);
  const svg = drawn.get("sessions.svg") ?? "";
  // From the left edge to the right one, and from the bottom to the top, where the 1,000 are.
  assert.match(svg, /<path d="M80\.0 310\.0L470\.0 40\.0"/);
  assert.match(svg, /<path d="M80\.0 175\.0L470\.0 175\.0"/);
  for (const name of ["look", "say", "Lines answered a second"]) {
    assert.ok(svg.includes(`>${name}<`));
  }
});

Deno.test("pictures() draws nothing of a report without points", () => {
  const { point: _, ...plain } = row("look", 1, 0);
  assert.equal(pictures({ deno: "2", machine: "any", at: "", rows: [plain] }).size, 0);
});
