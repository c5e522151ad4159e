import assert from "node:assert/strict";
import fc from "fast-check";
import { graphemes } from "../../../src/core/text/graphemes.ts";
import { LineDisplay } from "../../../src/portals/line_editor/line_display.ts";
import { SmallScreen } from "./small_screen.ts";

const WIDTH = 10;

/** What a screen shows that was told nothing but this text. */
function fresh(text: string): SmallScreen {
  const screen = new SmallScreen(WIDTH);
  const display = new LineDisplay(WIDTH);
  screen.write(display.draw("", { text, cursor: text.length }));
  return screen;
}

function drawn() {
  const screen = new SmallScreen(WIDTH);
  const display = new LineDisplay(WIDTH);
  return { screen, display };
}

Deno.test("LineDisplay folds a line where the terminal does, wide characters whole", () => {
  assert.equal(fresh("0123456789").text, "0123456789\n");
  assert.equal(fresh("012345678漢x").text, "012345678\n漢x");
  assert.deepEqual(fresh("0123456789").cursor, [1, 0]);
});

Deno.test("LineDisplay sends no more than what was typed at the line's end", () => {
  const { display } = drawn();
  display.draw("> ", { text: "loo", cursor: 3 });
  assert.equal(display.draw("> ", { text: "look", cursor: 4 }), "k");
  assert.equal(display.draw("> ", { text: "look", cursor: 4 }), "");
});

Deno.test("LineDisplay does not count colours and links as columns", () => {
  const { screen, display } = drawn();
  const prompt = "\x1b[31m>\x1b[0m ";
  const shown = display.draw(prompt, { text: "abc", cursor: 1 });
  screen.write(shown.replace("\x1b[31m", "").replace("\x1b[0m", ""));
  assert.deepEqual(screen.cursor, [0, 3]);
});

Deno.test("LineDisplay shows what comes above the line, and the line again below", () => {
  const { screen, display } = drawn();
  const edited = { text: "say hello there", cursor: 4 };
  screen.write(display.draw("> ", edited));
  screen.write(display.erase());
  screen.write("Bert is\r\nhere.\r\n");
  screen.write(display.draw("> ", edited));
  assert.equal(screen.text, "Bert is\nhere.\n> say hell\no there");
  screen.write(display.leave());
  assert.deepEqual(screen.cursor, [4, 0]);
});

Deno.test("LineDisplay finds the line again after a resize", () => {
  const { display } = drawn();
  display.draw("> ", { text: "0123456789abcdef", cursor: 16 });
  display.resize(6);
  assert.equal(display.erase(), "\r\x1b[3A\x1b[J");
});

Deno.test("LineDisplay shows after any edits what it would show at once, and its cursor there", () => {
  const text = fc.array(fc.constantFrom("a", " ", "漢", "e\u0301", "👋"), { maxLength: 25 });
  const view = fc.tuple(text, fc.nat(25));
  fc.assert(fc.property(fc.array(view, { minLength: 1, maxLength: 8 }), (views) => {
    const { screen, display } = drawn();
    let last = { text: "", cursor: 0 };
    for (const [parts, at] of views) {
      const text = parts.join("");
      last = { text, cursor: parts.slice(0, at).join("").length };
      screen.write(display.draw("", last));
    }
    assert.equal(screen.text.trimEnd(), fresh(last.text).text.trimEnd());
    assert.deepEqual(screen.cursor, fresh(last.text.slice(0, last.cursor)).cursor);
    assert.ok(graphemes(last.text).every(({ width }) => width > 0));
  }));
});

Deno.test("LineDisplay knows where the cursor is after each key that is typed at the end", () => {
  const keys = fc.constantFrom("a", "bc", " ", "漢", "é", "e\u0301", "👋", "🇩🇪");
  fc.assert(fc.property(fc.array(keys, { minLength: 1, maxLength: 40 }), (typed) => {
    const { screen, display } = drawn();
    let text = "";
    for (const key of typed) {
      text += key;
      screen.write(display.draw("", { text, cursor: text.length }));
    }
    assert.deepEqual(screen.cursor, fresh(text).cursor);
  }));
});

Deno.test("LineDisplay forgets widths rather than grow, and knows them all the same", () => {
  const { display } = drawn();
  const letters = Array.from({ length: 5000 }, (_, at) => String.fromCodePoint(0x4e00 + at));
  const text = letters.join("");
  display.draw("", { text, cursor: 0 });
  display.draw("", { text, cursor: text.length });
  assert.equal(display.erase(), "\r\x1b[1000A\x1b[J");
});
