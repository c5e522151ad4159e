import assert from "node:assert/strict";
import { duration, durationCell } from "../../../src/plugins/builtin/duration.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

Deno.test("duration() says seconds, then minutes", () => {
  assert.equal(duration(0), "0 s");
  assert.equal(duration(59_999), "59 s");
  assert.equal(duration(MINUTE), "1 min");
  assert.equal(duration(59 * MINUTE + 59 * SECOND), "59 min");
});

Deno.test("duration() says the two largest units, and a whole one alone", () => {
  assert.equal(duration(HOUR), "1 h");
  assert.equal(duration(2 * HOUR + 5 * MINUTE), "2 h 5 min");
  assert.equal(duration(DAY + 59 * MINUTE), "1 d");
  assert.equal(duration(3 * DAY + 4 * HOUR), "3 d 4 h");
});

Deno.test("duration() takes a clock that was set back for no time at all", () => {
  assert.equal(duration(-5 * MINUTE), "0 s");
});

Deno.test("durationCell() says the units in words to those who hear it", () => {
  assert.deepEqual(durationCell(61_000), { text: "1 min", spoken: "1 minute" });
  assert.deepEqual(durationCell(2 * 3_600_000 + 300_000), {
    text: "2 h 5 min",
    spoken: "2 hours 5 minutes",
  });
});
