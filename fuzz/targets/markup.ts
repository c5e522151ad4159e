import assert from "node:assert/strict";
import { stripBidiOverrides, stripControls } from "../../src/core/text/controls.ts";
import { escapeMarkup, stripMarkup } from "../../src/core/text/escape.ts";
import { layOut } from "../../src/core/text/lay_out.ts";
import { parseMarkup } from "../../src/core/text/markup.ts";
import { parseBlocks } from "../../src/core/text/parse_blocks.ts";
import { renderAnsi } from "../../src/portals/render/ansi.ts";
import { renderHtmlBlocks } from "../../src/portals/render/html.ts";
import { renderJsonBlocks } from "../../src/portals/render/json.ts";
import { assertCleanText, textOf } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";

const WAYS = ["plain", "ansi16", "xterm256", "truecolor", "screenreader"];
/** The tags that the web client knows; whatever else begins with `<` was text. */
const TAG = /<(?!\/?(?:span|a|br|table|thead|tbody|tr|th|td|caption|ul|ol|li|h[1-6]|div|p)\b)/;

/** What game code writes, and what users bring into it. */
export const MARKUP: FuzzTarget = {
  name: "markup",
  holds: "no control character in a span, no foreign tag in HTML; escaped text is shown as it was",
  words: [
    "|lclook|ltLook|le",
    "|luhttps://a.example/|lt",
    "|lbt",
    "|lbr",
    "|lbc",
    "|lba",
    "|lb1",
    "|=k",
  ],
  run(bytes) {
    const text = textOf(bytes);
    const blocks = parseBlocks(text);
    const spans = parseMarkup(text);
    assert.ok(spans.length <= 4 * text.length + 4, "more spans than text");
    for (const span of spans) assertCleanText(span.text);
    for (const width of [1, 20, 500]) {
      for (const span of layOut(blocks, { width })) assertCleanText(span.text);
    }
    assertCleanText(stripMarkup(text));
    assert.doesNotMatch(renderHtmlBlocks(blocks), TAG);
    JSON.stringify(renderJsonBlocks(blocks));
    for (const way of WAYS) assert.equal(typeof renderAnsi(way, spans), "string");
    const shown = parseMarkup(escapeMarkup(text)).map((span) => span.text).join("");
    assert.equal(shown, stripBidiOverrides(stripControls(text)));
  },
};
