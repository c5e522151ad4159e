import assert from "node:assert/strict";
import fc from "fast-check";
import type { ProtocolFlags } from "../../../src/core/boundary/flags.ts";
import { parseMarkup } from "../../../src/core/text/markup.ts";
import { renderAnsi, type RenderWay, renderWay } from "../../../src/portals/render/ansi.ts";
import { FORBIDDEN_CONTROL } from "../../core/text/hostile_text.ts";
import { hostileSpans } from "./hostile_spans.ts";

// deno-lint-ignore no-control-regex -- control characters are what it is about
const SGR = /\x1b\[[0-9;]+m/g;
const RESET = "\x1b[0m";

const way = fc.constantFrom("plain", "ansi16", "ansi256", "truecolor", "screenreader", "unknown");
const coloredWay = fc.constantFrom("ansi16", "ansi256", "truecolor");

const ALL = { ansi: true, xterm256: true, trueColor: true } as const;

const CHOSEN: readonly (readonly [flags: ProtocolFlags, way: RenderWay])[] = [
  [{}, "plain"],
  [{ utf8: true, mtts: 0 }, "plain"],
  [{ ansi: true }, "ansi16"],
  [{ ansi: true, xterm256: true }, "ansi256"],
  [{ xterm256: true, trueColor: false }, "ansi256"],
  [ALL, "truecolor"],
  [{ ...ALL, noColor: true }, "plain"],
  [{ ...ALL, noColor: false, screenReader: false }, "truecolor"],
  [{ ...ALL, screenReader: true }, "screenreader"],
  [{ noColor: true, screenReader: true }, "screenreader"],
];

for (const [flags, expected] of CHOSEN) {
  Deno.test(`renderWay() chooses ${expected} for ${JSON.stringify(flags)}`, () => {
    assert.equal(renderWay(flags), expected);
  });
}

Deno.test("renderAnsi() takes an unknown way for plain", () => {
  assert.equal(renderAnsi("sepia", parseMarkup("|ra|n b")), "a b");
});

Deno.test("renderAnsi() says nothing of a style that goes on", () => {
  assert.equal(renderAnsi("ansi16", parseMarkup("|ra|lclook|ltb|lec")), "\x1b[1;31mabc\x1b[0m");
});

Deno.test("renderAnsi() ends a background before each newline", () => {
  assert.equal(
    renderAnsi("ansi16", parseMarkup("|[Ba|/b")),
    "\x1b[44ma\x1b[0m\n\x1b[44mb\x1b[0m",
  );
});

Deno.test("renderAnsi() shows an address once if the label says it already", () => {
  const spans = parseMarkup("|luhttps://a.example/----|lthttps://a.example/----|le");
  assert.equal(renderAnsi("plain", spans), "https://a.example/----");
  assert.equal(renderAnsi("screenreader", spans), "https://a.example/----");
});

Deno.test("renderAnsi() spares a screen reader rulings, in whatever colours", () => {
  const spans = parseMarkup("|r==|g==|n Title ─────|/--- a-b **bold** #### |/~~~~");
  assert.equal(renderAnsi("screenreader", spans), " Title \n--- a-b **bold**  \n");
});

Deno.test("renderAnsi() spares a screen reader no part of an address", () => {
  const spans = parseMarkup("|luhttps://a.example/b----c|lt----site|le");
  assert.equal(renderAnsi("screenreader", spans), "site (https://a.example/b----c)");
});

Deno.test("renderAnsi() drops the control characters of spans that no parser made", () => {
  assert.equal(renderAnsi("ansi16", [{ text: "a\x1b[2J\x07b" }]), "ab");
});

Deno.test("renderAnsi() sends no control character but newline, tab and its own codes", () => {
  fc.assert(fc.property(way, hostileSpans, (way, spans) => {
    assert.doesNotMatch(renderAnsi(way, spans).replace(SGR, ""), FORBIDDEN_CONTROL);
  }));
});

Deno.test("renderAnsi() sends no code to plain terminals and screen readers", () => {
  fc.assert(fc.property(hostileSpans, (spans) => {
    assert.doesNotMatch(renderAnsi("plain", spans), SGR);
    assert.doesNotMatch(renderAnsi("screenreader", spans), SGR);
  }));
});

Deno.test("renderAnsi() leaves the client with its default style", () => {
  fc.assert(fc.property(coloredWay, hostileSpans, (way, spans) => {
    const codes = renderAnsi(way, spans).match(SGR) ?? [];
    assert.equal(codes.at(-1) ?? RESET, RESET);
  }));
});

Deno.test("renderAnsi() shows the same text with colours as without", () => {
  fc.assert(fc.property(coloredWay, hostileSpans, (way, spans) => {
    assert.equal(renderAnsi(way, spans).replace(SGR, ""), renderAnsi("plain", spans));
  }));
});
