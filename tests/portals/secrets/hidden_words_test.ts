import assert from "node:assert/strict";
import { HiddenWords } from "../../../src/portals/secrets/hidden_words.ts";

function remembering(text: string): HiddenWords {
  const words = new HiddenWords(4);
  words.remember(text);
  return words;
}

Deno.test("HiddenWords.areIn() knows each word of what was hidden, also within others", () => {
  const words = remembering('"correct horse"');
  assert.equal(words.areIn("a horsefly"), true);
  assert.equal(words.areIn("corre ct hor se"), false);
});

Deno.test("HiddenWords does not look for words that are too short to be a secret", () => {
  assert.equal(remembering("to be").areIn("to be or not"), false);
});

Deno.test("HiddenWords.replace() replaces the longest first, and takes no pattern for one", () => {
  assert.equal(remembering("pass$ pass$word.*").replace("<pass$word.*>", "$&"), "<$&>");
});

Deno.test("HiddenWords remembers the last words alone", () => {
  const words = remembering("lion1 tiger wolf1 bear1 snake");
  assert.equal(words.areIn("lion1"), false);
  assert.equal(words.areIn("tiger"), true);
});
