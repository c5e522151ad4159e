import assert from "node:assert/strict";
import { applyEdits } from "../../../src/core/text/edits.ts";
import type { Span } from "../../../src/core/text/spans.ts";

const SPANS: readonly Span[] = [{ text: "abc" }, { text: "def", bold: true }, { text: "ghi" }];

Deno.test("applyEdits() puts text in with the style of where it starts", () => {
  assert.deepEqual(applyEdits(SPANS, [{ start: 3, end: 3, text: "-" }]), [
    { text: "abc" },
    { text: "-def", bold: true },
    { text: "ghi" },
  ]);
});

Deno.test("applyEdits() takes out text over several spans", () => {
  assert.deepEqual(applyEdits(SPANS, [{ start: 2, end: 7, text: "-" }]), [{ text: "ab-hi" }]);
});

Deno.test("applyEdits() does several edits in one span", () => {
  const edits = [{ start: 0, end: 1, text: "" }, { start: 2, end: 3, text: "x" }];
  assert.deepEqual(applyEdits([{ text: "abc" }], edits), [{ text: "bx" }]);
});
