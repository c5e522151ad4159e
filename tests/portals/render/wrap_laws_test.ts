import assert from "node:assert/strict";
import fc from "fast-check";
import { renderMarkup } from "../../../src/portals/render/render_markup.ts";

/** What readers take for one character, with the columns that terminals give it. */
const CHARACTERS: readonly (readonly [text: string, width: number])[] = [
  ...[["a", 1], ["Z", 1], ["-", 1], ["é", 1], ["ß", 1], ["ж", 1], ["─", 1], ["…", 1]] as const,
  // Combining marks, alone and stacked.
  ...[["e\u0301", 1], ["a\u0300\u0323", 1], ["z\u0351\u036b\u0343", 1], ["ก\u0e48", 1]] as const,
  // East Asian: wide, full width, half width, Hangul whole and in its parts.
  ...[["日", 2], ["語", 2], ["か", 2], ["Ａ", 2], ["！", 2], ["ｱ", 1], ["한", 2]] as const,
  ...[["\u1112\u1161\u11ab", 2]] as const,
  // Emoji: one, with a skin, joined, with a selector, flags.
  ...[["😀", 2], ["👍🏽", 2], ["👨‍👩‍👧‍👦", 2], ["🏳️‍🌈", 2], ["❤️", 2], ["🇩🇪", 2], ["🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2]] as const,
];

/** Tags that change how text looks, and nothing of how wide it is. */
const TAGS = ["|r", "|[520", "|n", "|u", "|#ff8800"];

const character = fc.constantFrom(...CHARACTERS);
const word = fc.array(character, { minLength: 1, maxLength: 12 });
const words = fc.array(word, { minLength: 1, maxLength: 12 });
const width = fc.integer({ min: 2, max: 40 });

const textOf = (words: readonly (readonly (readonly [string, number])[])[]): string =>
  words.map((word) => word.map(([text]) => text).join("")).join(" ");

Deno.test("wrapped text has no line wider than the window, no character torn, and no word lost", () => {
  fc.assert(fc.property(words, width, (words, screenWidth) => {
    const lines = renderMarkup(textOf(words), { flags: { screenWidth } }).split("\n");
    let rest = lines.join("\n");
    let column = 0;
    for (const [text, columns] of words.flat()) {
      if (/^[ \n]/.test(rest)) {
        column = rest.startsWith("\n") ? 0 : column + 1;
        rest = rest.slice(1);
      }
      assert.ok(rest.startsWith(text), `${JSON.stringify(text)} in ${JSON.stringify(rest)}`);
      rest = rest.slice(text.length);
      column += columns;
      assert.ok(column <= screenWidth, JSON.stringify(lines));
    }
    assert.equal(rest, "");
  }));
});

Deno.test("wrapped text breaks within a word only where the word is wider than the window", () => {
  fc.assert(fc.property(words, width, (words, screenWidth) => {
    const shown = renderMarkup(textOf(words), { flags: { screenWidth } });
    const fitting = words.filter((word) =>
      word.reduce((sum, [, columns]) => sum + columns, 0) <= screenWidth
    );
    for (const word of fitting) assert.ok(shown.includes(textOf([word])), JSON.stringify(shown));
  }));
});

Deno.test("wrapped text breaks at the same places with colours, marks and links as without", () => {
  const tagged = fc.array(fc.tuple(fc.constantFrom("", ...TAGS), character), { maxLength: 40 });
  fc.assert(fc.property(tagged, width, (parts, screenWidth) => {
    const spaced = parts.map(([tag, [text]], nth) => [tag, nth % 5 === 4 ? " " : text] as const);
    const plain = spaced.map(([, text]) => text).join("");
    const markup = `|lclook|lt${spaced.map(([tag, text]) => tag + text).join("")}`;
    const flags = { screenWidth, trueColor: true, mxp: true };
    const shown = renderMarkup(`${markup}|le`, { flags }).replace(OUR_CODES, "");
    assert.equal(shown, renderMarkup(plain, { flags: { screenWidth } }));
  }));
});

// deno-lint-ignore no-control-regex -- codes begin with a control character
const OUR_CODES = /\x1b\[4z<[^>]*>|\x1b\[[\d;]*[mz]/g;
