import assert from "node:assert/strict";
import { parseBoot } from "../../../src/plugins/builtin/staff/parse_boot.ts";

Deno.test("parseBoot() reads who, and the reason after the first equals sign", () => {
  assert.deepEqual(parseBoot("bob"), { who: "bob", reason: "" });
  assert.deepEqual(parseBoot("#3 = 1+1=3, again"), { who: "#3", reason: "1+1=3, again" });
  assert.deepEqual(parseBoot("= loud"), { who: "", reason: "loud" });
});
