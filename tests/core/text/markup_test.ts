import assert from "node:assert/strict";
import fc from "fast-check";
import { parseMarkup } from "../../../src/core/text/markup.ts";
import type { Color, Span } from "../../../src/core/text/spans.ts";
import { sameStyle } from "../../../src/core/text/style.ts";
import { FORBIDDEN_CONTROL, hostileText } from "./hostile_text.ts";

function palette(index: number): Color {
  return { kind: "palette", index };
}

function rgb(red: number, green: number, blue: number): Color {
  return { kind: "rgb", red, green, blue };
}

const LOOK = { kind: "command", command: "look" } as const;
const SITE = { kind: "url", url: "https://a.example/" } as const;

const PARSED: readonly (readonly [markup: string, spans: readonly Span[]])[] = [
  ["", []],
  ["|r|n", []],
  ["a||b", [{ text: "a|b" }]],
  ["|||ra", [{ text: "|" }, { text: "a", fg: palette(9) }]],
  ["|ra|nb", [{ text: "a", fg: palette(9) }, { text: "b" }]],
  ["|Ra", [{ text: "a", fg: palette(1) }]],
  ["|xa|Xb", [{ text: "a", fg: palette(8) }, { text: "b", fg: palette(0) }]],
  ["|wa|Wb", [{ text: "a", fg: palette(15) }, { text: "b", fg: palette(7) }]],
  ["|[Ra|[rb", [{ text: "a", bg: palette(1) }, { text: "b", bg: palette(9) }]],
  ["|!Ra", [{ text: "a", fg: palette(1) }]],
  ["|h|!Ra", [{ text: "a", fg: palette(9) }]],
  ["|g|!Ra", [{ text: "a", fg: palette(9) }]],
  ["|G|!Ra", [{ text: "a", fg: palette(1) }]],
  ["|ha|Hb", [{ text: "a", bold: true }, { text: "b" }]],
  ["|R|ha|Hb", [{ text: "a", fg: palette(9) }, { text: "b", fg: palette(1) }]],
  ["|ra|Hb", [{ text: "a", fg: palette(9) }, { text: "b", fg: palette(1) }]],
  ["|h|500a", [{ text: "a", fg: palette(196), bold: true }]],
  ["|r|500a", [{ text: "a", fg: palette(196) }]],
  ["|ua|Ub", [{ text: "a", underline: true }, { text: "b" }]],
  ["|ia|Ib", [{ text: "a", italic: true }, { text: "b" }]],
  ["|sa|Sb", [{ text: "a", strike: true }, { text: "b" }]],
  ["|*a|nb", [{ text: "a", inverse: true }, { text: "b" }]],
  ["|^a", [{ text: "a", blink: true }]],
  ["a|/b|-c|_d|>e", [{ text: "a\nb\tc d    e" }]],
  ["|000a|555b|123c", [
    { text: "a", fg: palette(16) },
    { text: "b", fg: palette(231) },
    { text: "c", fg: palette(67) },
  ]],
  ["|[123a", [{ text: "a", bg: palette(67) }]],
  ["|=aa|=bb|=yc|=zd", [
    { text: "a", fg: palette(16) },
    { text: "b", fg: palette(232) },
    { text: "c", fg: palette(255) },
    { text: "d", fg: palette(231) },
  ]],
  ["|[=ka", [{ text: "a", bg: palette(241) }]],
  ["|#ff8800a|#F80b", [{ text: "ab", fg: rgb(255, 136, 0) }]],
  ["|[#ff8800a|[#f80b", [{ text: "ab", bg: rgb(255, 136, 0) }]],
  ["|#ff880", [{ text: "80", fg: rgb(255, 255, 136) }]],
  ["|lclook|lthere|le!", [{ text: "here", link: LOOK }, { text: "!" }]],
  ["|lc look |lta|rb|nc|le", [
    { text: "a", link: LOOK },
    { text: "b", fg: palette(9), link: LOOK },
    { text: "c", link: LOOK },
  ]],
  ["|lcsay a||b |r|ltx|le", [{ text: "x", link: { kind: "command", command: "say a|b |r" } }]],
  ["|luhttps://a.example/|ltx|le", [{ text: "x", link: SITE }]],
  ["|lujavascript:alert(1)|ltx|le", [{ text: "x" }]],
  ["|luhttps://a.example/\u202e|ltx|le", [{ text: "x" }]],
  ["|lclook\nquit|ltx|le", [{ text: "x" }]],
  ["|lc|ltx|le", [{ text: "x" }]],
  ["|lc look", [{ text: "|lc look" }]],
  ["|lca|ltb", [{ text: "|lca|ltb" }]],
  ["|le|lt", [{ text: "|le|lt" }]],
  ["|lca|lclook|ltx|le", [{ text: "|lca" }, { text: "x", link: LOOK }]],
  ["a|", [{ text: "a|" }]],
  ["a| b|q|600|[|#12|!r", [{ text: "a| b|q|600|[|#12|!r" }]],
  ["a\x1b[31mb\x00c\x9b1md", [{ text: "abcd" }]],
];

for (const [markup, spans] of PARSED) {
  Deno.test(`parseMarkup() reads ${JSON.stringify(markup)}`, () => {
    assert.deepEqual(parseMarkup(markup), spans);
  });
}

Deno.test("parseMarkup() numbers the sixteen colours as palettes do", () => {
  const indexes = (letters: string): unknown[] =>
    Array.from(letters, (letter) => parseMarkup(`|${letter}a`)[0]?.fg);
  assert.deepEqual(indexes("XRGYBMCW"), [0, 1, 2, 3, 4, 5, 6, 7].map(palette));
  assert.deepEqual(indexes("xrgybmcw"), [8, 9, 10, 11, 12, 13, 14, 15].map(palette));
});

Deno.test("parseMarkup() gives no control character, no empty span, no two of one style", () => {
  fc.assert(fc.property(hostileText, (markup) => {
    const spans = parseMarkup(markup);
    for (const [nth, span] of spans.entries()) {
      const before = spans[nth - 1];
      assert.notEqual(span.text, "");
      assert.doesNotMatch(span.text, FORBIDDEN_CONTROL);
      assert.ok(before === undefined || !sameStyle(before, span));
    }
  }));
});

Deno.test("parseMarkup() gives the same spans for the same markup", () => {
  fc.assert(fc.property(hostileText, (markup) => {
    assert.deepEqual(parseMarkup(markup), parseMarkup(markup));
  }));
});

Deno.test("parseMarkup() loses no text where markup without links is cut at a newline", () => {
  const text = (markup: string): string => parseMarkup(markup).map(({ text }) => text).join("");
  const unlinked = hostileText.map((markup) => markup.replaceAll("|l", "").replaceAll("\x1b", ""));
  fc.assert(fc.property(unlinked, unlinked, (left, right) => {
    assert.equal(text(`${left}\n${right}`), `${text(left)}\n${text(right)}`);
  }));
});
