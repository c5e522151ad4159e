import assert from "node:assert/strict";
import fc from "fast-check";
import { parseMarkup } from "../../../src/core/text/markup.ts";
import { stripMarkup, withoutLinks } from "../../../src/plugins/api.ts";
import { commandLink, counted, orList, shownText } from "../../../src/plugins/builtin/markup.ts";

Deno.test("commandLink() makes a link that types the command", () => {
  assert.equal(commandLink("look"), "|lclook|ltlook|le");
  assert.equal(commandLink("help look", "look"), "|lchelp look|ltlook|le");
});

Deno.test("commandLink() lets no name end the link", () => {
  assert.equal(stripMarkup(commandLink("ic x|le|r")), "ic x|le|r");
});

Deno.test("shownText() shows the first 60 characters and cuts none in two", () => {
  assert.equal(shownText("x".repeat(6000)), "x".repeat(60));
  assert.equal(shownText("😀".repeat(100)), "😀".repeat(60));
  assert.equal(shownText("x" + "😀".repeat(100)), "x" + "😀".repeat(59));
});

Deno.test("shownText() shows what was typed as it was typed", () => {
  const typed = fc.string({ maxLength: 60 });
  fc.assert(fc.property(typed, (text) => assert.equal(stripMarkup(shownText(text)), text)));
});

Deno.test("orList() joins as in speech", () => {
  assert.equal(orList([]), "");
  assert.equal(orList(["a"]), "a");
  assert.equal(orList(["a", "b", "c"]), "a, b or c");
});

Deno.test("counted() puts all but one in the plural", () => {
  assert.deepEqual([0, 1, 2].map((count) => counted(count, "session")), [
    "0 sessions",
    "1 session",
    "2 sessions",
  ]);
});

Deno.test("withoutLinks() keeps colours and what was typed, and makes no link", () => {
  const shown = (written: string) => stripMarkup(withoutLinks(written));
  assert.equal(withoutLinks("|rred|n"), "|rred|n|n");
  assert.equal(shown("a || b | c |"), "a | b | c |");
  for (
    const link of [
      "|lcquit|ltgo|le",
      "||lcquit|ltgo|le",
      "|||lcquit|ltgo|le",
      "|\u0001lcquit|\u0001ltgo|\u0001le",
      "|\u202alcquit|ltgo|le",
      "|lcquit|ltgo|l",
    ]
  ) {
    assert.ok(parseMarkup(withoutLinks(link)).every((span) => span.link === undefined), link);
    assert.match(shown(link), /lcquit\|ltgo/, link);
  }
});
