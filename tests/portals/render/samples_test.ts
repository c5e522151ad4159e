import assert from "node:assert/strict";
import { parseMarkup } from "../../../src/core/text/markup.ts";
import { renderAnsi } from "../../../src/portals/render/ansi.ts";
import { renderHtml } from "../../../src/portals/render/html.ts";
import { type JsonSpan, renderJson } from "../../../src/portals/render/json.ts";

/** One sample of each kind of tag, as every renderer shows it; `ESC` stands for its character. */
interface Sample {
  readonly markup: string;
  readonly plain: string;
  readonly ansi16: string;
  readonly ansi256: string;
  readonly truecolor: string;
  readonly html: string;
  readonly json: readonly JsonSpan[];
}

/** A sample that every terminal with colours is sent alike. */
function alike(
  markup: string,
  plain: string,
  colored: string,
  rest: Pick<Sample, "html" | "json">,
): Sample {
  return { markup, plain, ansi16: colored, ansi256: colored, truecolor: colored, ...rest };
}

const SAMPLES: readonly Sample[] = [
  alike("a||b", "a|b", "a|b", { html: "a|b", json: [{ t: "a|b" }] }),
  alike("|Ra|nb", "ab", "ESC[31maESC[0mb", {
    html: '<span class="fg-1">a</span>b',
    json: [{ t: "a", f: 1 }, { t: "b" }],
  }),
  {
    markup: "|ra",
    plain: "a",
    ansi16: "ESC[1;31maESC[0m",
    ansi256: "ESC[38;5;9maESC[0m",
    truecolor: "ESC[38;5;9maESC[0m",
    html: '<span class="fg-9">a</span>',
    json: [{ t: "a", f: 9 }],
  },
  alike("|[Ra", "a", "ESC[41maESC[0m", {
    html: '<span class="bg-1">a</span>',
    json: [{ t: "a", b: 1 }],
  }),
  {
    markup: "|[ra",
    plain: "a",
    ansi16: "ESC[41maESC[0m",
    ansi256: "ESC[48;5;9maESC[0m",
    truecolor: "ESC[48;5;9maESC[0m",
    html: '<span class="bg-9">a</span>',
    json: [{ t: "a", b: 9 }],
  },
  {
    markup: "|500a|[010b",
    plain: "ab",
    ansi16: "ESC[1;31maESC[42mbESC[0m",
    ansi256: "ESC[38;5;196maESC[48;5;22mbESC[0m",
    truecolor: "ESC[38;5;196maESC[48;5;22mbESC[0m",
    html: '<span class="fg-196">a</span><span class="fg-196 bg-22">b</span>',
    json: [{ t: "a", f: 196 }, { t: "b", f: 196, b: 22 }],
  },
  {
    markup: "|=ka",
    plain: "a",
    ansi16: "ESC[1;30maESC[0m",
    ansi256: "ESC[38;5;241maESC[0m",
    truecolor: "ESC[38;5;241maESC[0m",
    html: '<span class="fg-241">a</span>',
    json: [{ t: "a", f: 241 }],
  },
  {
    markup: "|#ff8800a",
    plain: "a",
    ansi16: "ESC[1;33maESC[0m",
    ansi256: "ESC[38;5;208maESC[0m",
    truecolor: "ESC[38;2;255;136;0maESC[0m",
    html: '<span style="color:#ff8800">a</span>',
    json: [{ t: "a", f: "#ff8800" }],
  },
  {
    markup: "|[#008a",
    plain: "a",
    ansi16: "ESC[44maESC[0m",
    ansi256: "ESC[48;5;18maESC[0m",
    truecolor: "ESC[48;2;0;0;136maESC[0m",
    html: '<span style="background-color:#000088">a</span>',
    json: [{ t: "a", b: "#000088" }],
  },
  alike("|ha|Hb", "ab", "ESC[1maESC[0mb", {
    html: '<span class="bold">a</span>b',
    json: [{ t: "a", s: "b" }, { t: "b" }],
  }),
  alike("|ua|ib|Uc", "abc", "ESC[4maESC[3mbESC[0;3mcESC[0m", {
    html: '<span class="underline">a</span><span class="underline italic">b</span>' +
      '<span class="italic">c</span>',
    json: [{ t: "a", s: "u" }, { t: "b", s: "ui" }, { t: "c", s: "i" }],
  }),
  alike("|sa|Sb", "ab", "ESC[9maESC[0mb", {
    html: '<span class="strike">a</span>b',
    json: [{ t: "a", s: "s" }, { t: "b" }],
  }),
  alike("|*a|n|^b", "ab", "ESC[7maESC[0;5mbESC[0m", {
    html: '<span class="inverse">a</span><span class="blink">b</span>',
    json: [{ t: "a", s: "v" }, { t: "b", s: "k" }],
  }),
  alike("a|/b|-c|_d|>e", "a\nb\tc d    e", "a\nb\tc d    e", {
    html: "a<br>b\tc d    e",
    json: [{ t: "a\nb\tc d    e" }],
  }),
  alike('|lcsay "a" & b|lta|ub|le', "ab", "aESC[4mbESC[0m", {
    html: '<a class="command" data-command="say &quot;a&quot; &amp; b" href="#">a' +
      '<span class="underline">b</span></a>',
    json: [{ t: "a", c: 'say "a" & b' }, { t: "b", s: "u", c: 'say "a" & b' }],
  }),
  alike(
    "|luhttps://a.example/?b&c|ltsite|le!",
    "site (https://a.example/?b&c)!",
    "site (https://a.example/?b&c)!",
    {
      html: '<a href="https://a.example/?b&amp;c" target="_blank" rel="noopener noreferrer">' +
        "site</a>!",
      json: [{ t: "site", u: "https://a.example/?b&c" }, { t: "!" }],
    },
  ),
  alike("<b>&'\"", "<b>&'\"", "<b>&'\"", {
    html: "&lt;b&gt;&amp;&#39;&quot;",
    json: [{ t: "<b>&'\"" }],
  }),
];

for (const sample of SAMPLES) {
  Deno.test(`every renderer shows ${sample.markup}`, () => {
    const spans = parseMarkup(sample.markup);
    const shown = (way: string): string => renderAnsi(way, spans).replaceAll("\x1b", "ESC");
    assert.deepEqual({
      markup: sample.markup,
      plain: shown("plain"),
      ansi16: shown("ansi16"),
      ansi256: shown("ansi256"),
      truecolor: shown("truecolor"),
      html: renderHtml(spans),
      json: renderJson(spans),
    }, sample);
    assert.equal(shown("screenreader"), sample.plain);
  });
}
