import assert from "node:assert/strict";
import fc from "fast-check";
import { stripMarkup } from "../../../src/core/text/escape.ts";
import { parseMarkup } from "../../../src/core/text/markup.ts";
import { table } from "../../../src/core/text/table.ts";
import { displayWidth } from "../../../src/core/text/width.ts";
import { hostileText } from "./hostile_text.ts";

Deno.test("table() aligns columns by what is seen, not by what is written", () => {
  const rows = [["|rred|n", "1"], ["日本", "2"], ["e\u0301", "3"], ["a||b", "4"]];
  assert.equal(
    stripMarkup(table(rows, { head: ["Name", "No"] })),
    [
      "Name  No",
      "----  --",
      "red   1",
      "日本  2",
      "e\u0301     3",
      "a|b   4",
    ].join("\n"),
  );
});

Deno.test("table() makes the head bright and leaves other cells alone", () => {
  assert.deepEqual(parseMarkup(table([["a"]], { head: ["A"] })), [
    { text: "A", bold: true },
    { text: "\n-\na" },
  ]);
});

Deno.test("table() lets no style reach into the next cell", () => {
  assert.deepEqual(parseMarkup(table([["|ua", "b"]])), [
    { text: "a", underline: true },
    { text: "  b" },
  ]);
});

Deno.test("table() lets no tag or link grow over two cells", () => {
  assert.equal(
    stripMarkup(table([["|lclook", "|ltx|le"], ["a|", "n"]])),
    "|lclook  |ltx|le\na|       n",
  );
});

Deno.test("table() keeps a link that is whole", () => {
  const [span] = parseMarkup(table([["|lclook|lthere|le", "b"]]));
  assert.deepEqual(span, { text: "here", link: { kind: "command", command: "look" } });
});

Deno.test("table() gives each row one line, and each shows its cells", () => {
  const cell = hostileText;
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { maxLength: 4 });
  fc.assert(fc.property(rows, (rows) => {
    const shown = stripMarkup(table(rows)).split("\n");
    const cells = rows.map((row) => row.map((text) => stripMarkup(text).replace(/[\n\t]/g, " ")));
    assert.equal(shown.length, Math.max(1, rows.length));
    for (const [nth, row] of cells.entries()) {
      assert.equal(shown[nth]?.replaceAll(" ", ""), row.join("").replaceAll(" ", ""));
    }
  }));
});

Deno.test("table() starts the second cell of every row at the same column", () => {
  const word = fc.constantFrom("a", "|rred", "日本", "long word", "e\u0301");
  fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
    const lines = stripMarkup(table(words.map((text) => [text, "@"]))).split("\n");
    assert.equal(new Set(lines.map((line) => displayWidth(line))).size, 1);
  }));
});

Deno.test("table() of nothing is empty", () => {
  assert.equal(table([]), "");
});
