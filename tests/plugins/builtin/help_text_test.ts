import assert from "node:assert/strict";
import fc from "fast-check";
import { type AnyCommand, cmdSet, defineCommand, stripMarkup } from "../../../src/plugins/api.ts";
import { commandEntry } from "../../../src/plugins/builtin/help_entry.ts";
import { helpIndex, helpTopic, inColumns } from "../../../src/plugins/builtin/help_text.ts";

const SAMPLE = cmdSet<AnyCommand>({
  key: "Sample",
  commands: [
    defineCommand({ key: "wave", category: "world", run() {} }),
    defineCommand({ key: "quit", run() {} }),
    defineCommand({ key: "help", aliases: ["?"], usage: "help |X", help: "|wHelps|n.", run() {} }),
  ],
});

const ENTRIES = SAMPLE.entries.map(commandEntry);

Deno.test("helpIndex() sorts commands into chapters, each a link to its help", () => {
  const index = helpIndex(ENTRIES, { width: 78, layout: "lines" });
  assert.ok(index.startsWith(
    "|wGeneral|n\n|lchelp help|lthelp|le, |lchelp quit|ltquit|le\n\n" +
      "|wWorld|n\n|lchelp wave|ltwave|le\n",
  ));
});

Deno.test("helpIndex() lays names out in columns for the eye", () => {
  const index = stripMarkup(helpIndex(ENTRIES, { width: 78, layout: "columns" }));
  assert.ok(index.includes("General\nhelp  quit\n"));
});

Deno.test("helpTopic() shows names, usage and text", () => {
  const [entry] = SAMPLE.find("help");
  assert.ok(entry !== undefined);
  assert.equal(
    stripMarkup(helpTopic(commandEntry(entry))),
    "help (also ?)\nUsage: help |X\nHelps.",
  );
});

Deno.test("helpTopic() says so when nobody has written anything", () => {
  const [entry] = SAMPLE.find("wave");
  assert.ok(entry !== undefined);
  assert.equal(
    stripMarkup(helpTopic(commandEntry(entry))),
    "wave\nNobody has written anything about it.",
  );
});

Deno.test("inColumns() keeps every cell, in order, within the width", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 20 });
  fc.assert(fc.property(fc.array(cell), fc.integer({ min: 20, max: 200 }), (cells, width) => {
    const text = stripMarkup(inColumns(cells, width));
    assert.deepEqual(text.split(/\s+/).filter((word) => word !== ""), cells);
    assert.ok(text.split("\n").every((line) => line.length <= width));
  }));
});
