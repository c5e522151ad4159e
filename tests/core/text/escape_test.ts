import assert from "node:assert/strict";
import fc from "fast-check";
import { stripBidiOverrides, stripControls } from "../../../src/core/text/controls.ts";
import { escapeMarkup, stripMarkup } from "../../../src/core/text/escape.ts";
import { escapePipes } from "../../../src/core/text/escape_pipes.ts";
import { parseMarkup } from "../../../src/core/text/markup.ts";
import { hostileText } from "./hostile_text.ts";

Deno.test("escapeMarkup() makes one unstyled span of whatever is typed", () => {
  fc.assert(fc.property(hostileText, (text) => {
    const shown = stripBidiOverrides(stripControls(text));
    assert.deepEqual(parseMarkup(escapeMarkup(text)), shown === "" ? [] : [{ text: shown }]);
  }));
});

Deno.test("escapeMarkup() keeps the style of the markup it is put in", () => {
  fc.assert(fc.property(hostileText, (text) => {
    const spans = parseMarkup(`|ra${escapeMarkup(text)}b|nc`);
    const shown = stripBidiOverrides(stripControls(text));
    assert.deepEqual(spans, [
      { text: `a${shown}b`, fg: { kind: "palette", index: 9 } },
      { text: "c" },
    ]);
  }));
});

Deno.test("escapeMarkup() keeps a name with pipes whole in a link's command", () => {
  const [span] = parseMarkup(`|lctell ${escapeMarkup("a|lt|leb")}|ltx|le`);
  assert.deepEqual(span?.link, { kind: "command", command: "tell a|lt|leb" });
});

Deno.test("escapePipes() doubles each pipe", () => {
  assert.equal(escapePipes("|a||"), "||a||||");
});

Deno.test("stripMarkup() shows the text without its styles", () => {
  assert.equal(stripMarkup("|rA |lclook|lt|uroom|le|n||"), "A room|");
});

Deno.test("stripMarkup() changes nothing in text without tags", () => {
  const untagged = hostileText.map((text) => stripControls(text).replaceAll("|", ""));
  fc.assert(fc.property(untagged, (text) => {
    assert.equal(stripMarkup(text), text);
  }));
});
