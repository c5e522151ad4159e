import assert from "node:assert/strict";
import { flagChanges } from "../../../src/core/boundary/flags.ts";

Deno.test("2.3.2 flagChanges() returns what is new or different, and nothing else", () => {
  const known = { screenWidth: 80, utf8: true };
  assert.deepEqual(flagChanges(known, { screenWidth: 80, utf8: false, term: "XTERM" }), {
    utf8: false,
    term: "XTERM",
  });
  assert.deepEqual(flagChanges(known, known), {});
});

Deno.test("flagChanges() takes a flag that is unknown again for a change", () => {
  assert.deepEqual(flagChanges({ term: "XTERM" }, { term: undefined }), { term: undefined });
  assert.deepEqual(flagChanges({}, { term: undefined }), {});
});
