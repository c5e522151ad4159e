import assert from "node:assert/strict";
import {
  type AnyCommand,
  cmdSet,
  defineCommand,
  heading,
  list,
  stripMarkup,
} from "../../../src/plugins/api.ts";
import { commandEntry } from "../../../src/plugins/builtin/help_entry.ts";
import { helpIndex, helpTopic } from "../../../src/plugins/builtin/help_text.ts";

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
  const layout = "columns";
  const general = list(["|lchelp help|lthelp|le", "|lchelp quit|ltquit|le"], { layout });
  const world = list(["|lchelp wave|ltwave|le"], { layout });
  assert.ok(
    helpIndex(ENTRIES).startsWith(
      `${heading("General")}${general}\n\n${heading("World")}${world}\n`,
    ),
  );
});

Deno.test("helpIndex() lays names out in columns for the eye", () => {
  const index = stripMarkup(helpIndex(ENTRIES));
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
