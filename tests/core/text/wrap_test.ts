import assert from "node:assert/strict";
import fc from "fast-check";
import { graphemes } from "../../../src/core/text/graphemes.ts";
import { parseMarkup } from "../../../src/core/text/markup.ts";
import type { Span } from "../../../src/core/text/spans.ts";
import { displayWidth } from "../../../src/core/text/width.ts";
import { wrapSpans } from "../../../src/core/text/wrap.ts";
import { hostileText } from "./hostile_text.ts";

function textOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join("");
}

function words(text: string): readonly string[] {
  return text.split(/[ \t\n]+/).filter((word) => word !== "");
}

const WRAPPED: readonly (readonly [name: string, text: string, width: number, expected: string])[] =
  [
    ["breaks at the last space that fits", "one two three", 8, "one two\nthree"],
    ["lets a line be as wide as asked for", "one two", 7, "one two"],
    ["drops all blanks at a break", "one   two", 5, "one\ntwo"],
    ["keeps blanks within a line", "a  b   c", 10, "a  b   c"],
    ["keeps newlines", "a\n\nb c\n", 3, "a\n\nb c\n"],
    ["keeps the indentation of each line", "  a b\n    c d", 6, "  a b\n    c\nd"],
    ["cuts an indentation that leaves no room", "        word", 6, "  word"],
    ["breaks a long word", "abcdefgh", 3, "abc\ndef\ngh"],
    ["begins a long word on a new line", "a bcdefg", 4, "a\nbcde\nfg"],
    ["goes on after the end of a long word", "abcde f g", 4, "abcd\ne f\ng"],
    ["counts wide characters as two", "日本語", 4, "日本\n語"],
    ["never breaks a grapheme", "e\u0301e\u0301👨‍👩‍👧", 2, "e\u0301e\u0301\n👨‍👩‍👧"],
    ["lets one grapheme stick out", "日本", 1, "日\n本"],
    ["drops blanks that end a full line", "abc   ", 3, "abc"],
    ["keeps the blank after a prompt", "Name: ", 10, "Name: "],
    ["turns tabs into spaces", "a\tb", 20, "a       b"],
  ];

for (const [name, text, width, expected] of WRAPPED) {
  Deno.test(`wrapSpans() ${name}`, () => {
    assert.equal(textOf(wrapSpans([{ text }], width)), expected);
  });
}

Deno.test("wrapSpans() keeps each word's style", () => {
  assert.deepEqual(wrapSpans(parseMarkup("one |utwo three|n four"), 9), [
    { text: "one " },
    { text: "two\nthree", underline: true },
    { text: "\nfour" },
  ]);
});

Deno.test("wrapSpans() takes a grapheme for one even if its style changes within", () => {
  const spans: readonly Span[] = [{ text: "ae" }, { text: "\u0301b", bold: true }];
  assert.equal(textOf(wrapSpans(spans, 2)), "ae\u0301\nb");
});

Deno.test("wrapSpans() refuses a width that is no positive integer", () => {
  for (const width of [0, -1, 1.5, Number.NaN]) {
    assert.throws(() => wrapSpans([{ text: "a" }], width), RangeError);
  }
});

Deno.test("wrapSpans() makes no line wider than asked for, but for a single wide grapheme", () => {
  fc.assert(fc.property(hostileText, fc.integer({ min: 1, max: 30 }), (markup, width) => {
    for (const line of textOf(wrapSpans(parseMarkup(markup), width)).split("\n")) {
      const visible = graphemes(line).filter((grapheme) => grapheme.width > 0);
      assert.ok(displayWidth(line) <= width || visible.length === 1, JSON.stringify(line));
    }
  }));
});

Deno.test("wrapSpans() loses and adds nothing but blanks and newlines", () => {
  fc.assert(fc.property(hostileText, fc.integer({ min: 1, max: 30 }), (markup, width) => {
    const spans = parseMarkup(markup);
    assert.equal(words(textOf(wrapSpans(spans, width))).join(""), words(textOf(spans)).join(""));
  }));
});

Deno.test("wrapSpans() keeps the words of a text whose words all fit", () => {
  const text = fc.array(fc.stringMatching(/^[a-z]{1,10}$/), { maxLength: 30 })
    .map((list) => list.join(" "));
  fc.assert(fc.property(text, fc.integer({ min: 10, max: 30 }), (text, width) => {
    assert.equal(textOf(wrapSpans([{ text }], width)).replaceAll("\n", " "), text);
  }));
});

Deno.test("wrapSpans() changes nothing in what it has wrapped", () => {
  fc.assert(fc.property(hostileText, fc.integer({ min: 4, max: 30 }), (markup, width) => {
    const once = wrapSpans(parseMarkup(markup), width);
    assert.deepEqual(wrapSpans(once, width), once);
  }));
});
