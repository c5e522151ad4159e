import assert from "node:assert/strict";
import { inWords } from "../in_words.ts";

Deno.test("inWords() writes each number that a seat can have, and no two alike", () => {
  const words = [1, 12, 20, 42, 100, 119, 200].map(inWords);
  assert.deepEqual(words, [
    "One",
    "Twelve",
    "Twenty",
    "Forty Two",
    "One Hundred",
    "One Hundred Nineteen",
    "Two Hundred",
  ]);
  const all = Array.from({ length: 200 }, (_, index) => inWords(index + 1));
  assert.equal(new Set(all).size, 200);
});
