import assert from "node:assert/strict";
import fc from "fast-check";
import { escapeMarkup, stripMarkup } from "../../../src/core/text/escape.ts";
import { graphemes } from "../../../src/core/text/graphemes.ts";
import { heading } from "../../../src/core/text/heading.ts";
import { type Layout, layOut } from "../../../src/core/text/lay_out.ts";
import { list } from "../../../src/core/text/list.ts";
import { parseBlocks } from "../../../src/core/text/parse_blocks.ts";
import { textOf } from "../../../src/core/text/span_lines.ts";
import { table } from "../../../src/core/text/table.ts";
import { displayWidth } from "../../../src/core/text/width.ts";
import { withoutLinks } from "../../../src/core/text/without_links.ts";
import { hostileText } from "./hostile_text.ts";

const HEAD = { head: ["Name", "Idle"] };

function shown(markup: string, layout: Layout = {}): readonly string[] {
  return textOf(layOut(parseBlocks(markup), layout)).split("\n");
}

Deno.test("table() is told as a list to those who hear it", () => {
  const who = table([["|yBo|n", { text: "3 min", spoken: "3 minutes" }], ["Ann", ""]], HEAD);
  assert.deepEqual(shown(who, { form: "spoken" }), ["Name: Bo. Idle: 3 minutes.", "Name: Ann."]);
  assert.deepEqual(shown(who), ["Name  Idle", "----  -----", "Bo    3 min", "Ann   "]);
});

Deno.test("table() without a head pairs a name with its value, and lists longer rows", () => {
  assert.deepEqual(shown(table([["Sex", "none"]]), { form: "spoken" }), ["Sex: none"]);
  assert.deepEqual(shown(table([["a", "b", "c"]]), { form: "spoken" }), ["a, b, c"]);
});

Deno.test("table() wraps its widest columns in a narrow window", () => {
  const rows = [["Bo", "a wolf that sleeps"], ["Ann", "awake"]];
  assert.deepEqual(shown(table(rows, HEAD), { width: 15 }), [
    "Name  Idle",
    "----  ---------",
    "Bo    a wolf",
    "      that",
    "      sleeps",
    "Ann   awake",
  ]);
});

Deno.test("table() with too many columns for a window is told row by row", () => {
  const wide = table([["abcdef", "ghijkl"]], HEAD);
  assert.deepEqual(shown(wide, { width: 10 }), [
    "Name:",
    "  abcdef.",
    "  Idle:",
    "  ghijkl.",
  ]);
});

Deno.test("table() cuts no word of eight letters while others can be wrapped", () => {
  const rows = [["Protocol", "a wolf that sleeps"], ["telnet", "awake"]];
  assert.deepEqual(shown(table(rows), { width: 17 }), [
    "Protocol  a wolf",
    "          that",
    "          sleeps",
    "telnet    awake",
  ]);
  assert.deepEqual(shown(table([["Protocol", "Sessions"]]), { width: 17 }), [
    "Protocol:",
    "  Sessions",
  ]);
});

Deno.test("list() indents the lines of an item under it", () => {
  assert.deepEqual(shown(list(["one two", "three"]), { width: 6 }), [
    "- one",
    "  two",
    "- thre",
    "  e",
  ]);
  assert.deepEqual(shown(list(["a", "b"], { layout: "numbers" })), ["1. a", "2. b"]);
});

Deno.test("list() in columns has as many as fit, and is one line to those who hear it", () => {
  const names = list(["a", "bb", "c"], { layout: "columns" });
  assert.deepEqual(shown(names, { width: 6 }), ["a  bb", "c"]);
  assert.deepEqual(shown(names, { form: "spoken" }), ["a, bb, c"]);
});

Deno.test("list() of choices fills columns from top to bottom, and is a line each to those who hear it", () => {
  const words = list(["1", "2", "3", "4", "5"], { layout: "choices" });
  assert.deepEqual(shown(words, { width: 80 }), ["1  5", "2", "3", "4"]);
  assert.deepEqual(shown(words, { width: 3 }), ["1", "2", "3", "4", "5"]);
  assert.deepEqual(shown(words, { form: "spoken" }), ["1", "2", "3", "4", "5"]);
});

Deno.test("heading() begins and ends a line, whatever stands beside it", () => {
  assert.deepEqual(shown(`a${heading("B")}c`), ["a", "B", "c"]);
  assert.deepEqual(shown(`a\n${heading("B")}\nc`), ["a", "B", "c"]);
});

Deno.test("parseBlocks() leaves out marks that mean nothing, and ends what is left open", () => {
  assert.deepEqual(parseBlocks("a|lbd|lbeb"), [{ kind: "text", spans: [{ text: "ab" }] }]);
  assert.deepEqual(parseBlocks("|lbta|lbu|lbib"), [
    { kind: "table", head: [], rows: [[{ spans: [{ text: "a" }] }]] },
    { kind: "list", layout: "bullets", items: [{ spans: [{ text: "b" }] }] },
  ]);
});

Deno.test("escapeMarkup() and withoutLinks() let nobody write a block", () => {
  const written = fc.oneof(hostileText, fc.constantFrom(table([["x"]]), heading("x"), list(["x"])));
  fc.assert(fc.property(written, (text) => {
    for (const safe of [escapeMarkup(text), withoutLinks(text)]) {
      assert.ok(parseBlocks(safe).every(({ kind }) => kind === "text"));
    }
  }));
});

Deno.test("layOut() makes no line of any block wider than the window, and loses nothing", () => {
  const text = hostileText.map((one) => escapeMarkup(one));
  const parts = fc.array(text, { minLength: 1, maxLength: 4 });
  const rows = fc.array(parts, { minLength: 1, maxLength: 3 });
  const width = fc.integer({ min: 2, max: 60 });
  fc.assert(fc.property(rows, parts, width, (rows, items, width) => {
    for (const markup of [table(rows), list(items), heading(items[0] ?? "")]) {
      const lines = shown(markup, { width });
      for (const line of lines) assert.ok(fits(line.trimEnd(), width), JSON.stringify(line));
    }
    const columns = stripMarkup(table(rows));
    for (const cell of rows.flat()) assert.ok(columns.includes(oneLine(cell)));
  }));
});

function fits(line: string, width: number): boolean {
  const visible = graphemes(line).filter((grapheme) => grapheme.width > 0);
  return displayWidth(line) <= width || visible.length === 1;
}

function oneLine(markup: string): string {
  return stripMarkup(markup).replace(/[\n\t]/g, " ");
}
