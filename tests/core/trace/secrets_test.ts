import fc from "fast-check";
import assert from "node:assert/strict";
import { maskLine } from "../../../src/core/trace/secrets.ts";

Deno.test("maskLine() keeps the first word and nothing else", () => {
  assert.equal(maskLine("connect anna hunter2"), "connect …");
  assert.equal(maskLine('  create "Anna B" hunter2'), "create …");
  assert.equal(maskLine("connect\tanna\u00a0hunter2"), "connect …");
});

Deno.test("maskLine() leaves a lone word and an empty line as they are", () => {
  assert.equal(maskLine("look"), "look");
  assert.equal(maskLine("   "), "");
});

Deno.test("maskLine() gives one result whatever follows the first word", () => {
  const rest = fc.string().filter((text) => text.trim() !== "");
  fc.assert(fc.property(rest, (text) => {
    assert.equal(maskLine(`connect ${text}`), "connect …");
  }));
});
