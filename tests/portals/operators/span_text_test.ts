import assert from "node:assert/strict";
import { spanText } from "../../../src/portals/operators/span_text.ts";

Deno.test("spanText() says the two greatest units", () => {
  const said = [0, 59, 60, 3600, 3725, 90_000, 86_400 * 3 + 120].map(spanText);
  assert.deepEqual(said, [
    "less than a minute",
    "less than a minute",
    "1 minute",
    "1 hour",
    "1 hour 2 minutes",
    "1 day 1 hour",
    "3 days 2 minutes",
  ]);
});
