import assert from "node:assert/strict";
import fc from "fast-check";
import { stripControls } from "../../../src/core/text/controls.ts";
import { graphemes } from "../../../src/core/text/graphemes.ts";
import { displayWidth } from "../../../src/core/text/width.ts";
import { hostileText } from "./hostile_text.ts";

const WIDTHS: readonly (readonly [text: string, width: number])[] = [
  ["", 0],
  ["abc", 3],
  ["é", 1],
  ["e\u0301", 1],
  ["日本", 4],
  ["👨‍👩‍👧", 2],
  ["─│", 2],
];

for (const [text, width] of WIDTHS) {
  Deno.test(`displayWidth() counts ${width} columns for "${text}"`, () => {
    assert.equal(displayWidth(text), width);
  });
}

Deno.test("displayWidth() of a line is the sum of its graphemes' widths", () => {
  fc.assert(fc.property(hostileText.map(stripControls), (text) => {
    const sum = graphemes(text).reduce((total, { width }) => total + width, 0);
    assert.equal(displayWidth(text), sum);
  }));
});

Deno.test("graphemes() gives back the whole text", () => {
  fc.assert(fc.property(hostileText, (text) => {
    assert.equal(graphemes(text).map((grapheme) => grapheme.text).join(""), text);
  }));
});
