import assert from "node:assert/strict";
import fc from "fast-check";
import { heading } from "../../../src/core/text/heading.ts";
import { list } from "../../../src/core/text/list.ts";
import { parseMarkup } from "../../../src/core/text/markup.ts";
import { parseBlocks } from "../../../src/core/text/parse_blocks.ts";
import { renderAnsi } from "../../../src/portals/render/ansi.ts";
import { renderHtml, renderHtmlBlocks } from "../../../src/portals/render/html.ts";
import { FORBIDDEN_CONTROL } from "../../core/text/hostile_text.ts";
import { hostileSpans } from "./hostile_spans.ts";

/** Everything that renderHtml() may write between angle brackets. */
const OUR_TAG = new RegExp(
  [
    "<br>",
    "</?span>",
    '<span(?: class="[a-z0-9 -]+")?(?: style="[a-z0-9:;#-]+")?>',
    '<a class="command" data-command="[^"<>]*" href="#">',
    '<a href="(?:https?|telnets?|mailto):[^"<>\\s]+" target="_blank" rel="noopener noreferrer">',
    "</a>",
  ].join("|"),
  "gi",
);

Deno.test("renderHtml() shows an unsafe link as its label", () => {
  const spans = [{ text: "x", link: { kind: "url", url: "javascript:alert(1)" } }] as const;
  assert.equal(renderHtml(spans), "x");
});

Deno.test("renderHtml() writes classes and styles together", () => {
  assert.equal(
    renderHtml(parseMarkup("|[#102030|r|ux")),
    '<span class="fg-9 underline" style="background-color:#102030">x</span>',
  );
});

Deno.test("renderHtmlBlocks() keeps empty lines between blocks, and no other newline there", () => {
  const shown = (between: string): string =>
    renderHtmlBlocks(parseBlocks(list(["a"]) + between + heading("b")));
  for (const between of ["", "\n"]) assert.equal(shown(between), "<ul><li>a</li></ul><h3>b</h3>");
  assert.equal(shown("\n\n"), "<ul><li>a</li></ul><br><h3>b</h3>");
});

Deno.test("renderHtml() writes no tag but its own, and no control character", () => {
  fc.assert(fc.property(hostileSpans, (spans) => {
    const html = renderHtml(spans);
    assert.doesNotMatch(html.replace(OUR_TAG, ""), /[<>"']/);
    assert.doesNotMatch(html, FORBIDDEN_CONTROL);
  }));
});

Deno.test("renderHtml() shows the text that a terminal shows", () => {
  const unlinked = hostileSpans.map((spans) => spans.map(({ link: _, ...span }) => span));
  fc.assert(fc.property(unlinked, (spans) => {
    const text = renderHtml(spans).replaceAll("<br>", "\n").replace(OUR_TAG, "")
      .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'").replaceAll("&amp;", "&");
    assert.equal(text, renderAnsi("plain", spans));
  }));
});
