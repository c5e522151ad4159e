import assert from "node:assert/strict";
import fc from "fast-check";
import { stripBidiOverrides, stripControls } from "../../../src/core/text/controls.ts";
import { FORBIDDEN_CONTROL, hostileText } from "./hostile_text.ts";

const STRIPPED: readonly (readonly [name: string, text: string, expected: string])[] = [
  ["a colour code", "a\x1b[1;31mb", "ab"],
  ["a code in its 8-bit form", "a\x9b1mb", "ab"],
  ["a window title ended by BEL", "a\x1b]0;title\x07b", "ab"],
  ["a link ended by ST", "a\x1b]8;;http://x\x1b\\b", "ab"],
  ["a device control string", "a\x90q\x9cb", "ab"],
  ["a character set choice", "a\x1b(Bb", "ab"],
  ["a telnet command", "a\x00\x7fb", "ab"],
  ["half a character", "a\ud800\x00\udc00b", "a\ufffd\ufffdb"],
  ["a carriage return", "a\r\nb", "a\nb"],
];

for (const [name, text, expected] of STRIPPED) {
  Deno.test(`stripControls() takes out ${name}`, () => {
    assert.equal(stripControls(text), expected);
  });
}

Deno.test("stripControls() shows the rest of a sequence that never ends", () => {
  assert.equal(stripControls("a\x1b]0;title"), "a0;title");
});

Deno.test("stripControls() keeps newline, tab and every other character", () => {
  assert.equal(stripControls("a\tb\n\u00e9 日本 👨‍👩‍👧"), "a\tb\n\u00e9 日本 👨‍👩‍👧");
});

Deno.test("stripControls() leaves no control character, and nothing to strip", () => {
  fc.assert(fc.property(hostileText, (text) => {
    const stripped = stripControls(text);
    assert.doesNotMatch(stripped, FORBIDDEN_CONTROL);
    assert.ok(stripped.isWellFormed());
    assert.equal(stripControls(stripped), stripped);
  }));
});

Deno.test("stripBidiOverrides() takes out overrides and isolates", () => {
  assert.equal(stripBidiOverrides("a\u202eb\u2066c\u2069"), "abc");
});
