import assert from "node:assert/strict";
import fc from "fast-check";
import {
  contrast,
  fromHex,
  MIN_CONTRAST,
  paint,
  THEMES,
} from "../../../src/portals/web/client/color.js";
import { History } from "../../../src/portals/web/client/history.js";
import { splitLines } from "../../../src/portals/web/client/output.js";

const hex = fc.integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);
const color = fc.oneof(fc.integer({ min: 0, max: 255 }), hex, fc.constant(undefined));

Deno.test("paint() makes every text colour readable on every page", () => {
  const styles = fc.constantFrom("", "v", "bv");
  fc.assert(fc.property(color, color, styles, (front, back, s) => {
    const ink = {
      s,
      ...(front !== undefined && { f: front }),
      ...(back !== undefined && { b: back }),
    };
    const painteds = paint(ink);
    for (const name of ["dark", "light", "contrast"] as const) {
      const [theme, painted] = [THEMES[name], painteds[name]];
      const text = painted.foreground === null ? theme.foreground : fromHex(painted.foreground);
      const ground = painted.background === null ? theme.background : fromHex(painted.background);
      assert.ok(contrast(text, ground) >= MIN_CONTRAST);
    }
  }));
});

Deno.test("paint() leaves the palette's 16 colours as the theme has them, black apart", () => {
  for (const theme of ["dark", "light", "contrast"] as const) {
    for (let f = 1; f < 16; f++) {
      const { foreground } = paint({ f })[theme];
      assert.deepEqual(fromHex(foreground ?? ""), THEMES[theme].palette[f], `${theme} ${f}`);
    }
  }
});

Deno.test("paint() takes what is no colour for none", () => {
  const none = { foreground: null, background: null };
  for (const f of [-1, 256, 1.5, "red", "#12345", "#1234567"]) {
    assert.deepEqual(paint({ f }), { dark: none, light: none, contrast: none });
  }
});

Deno.test("splitLines() keeps all text, one line for each newline between", () => {
  const span = fc.record({ t: fc.string({ unit: fc.constantFrom("a", "b", "\n") }) });
  fc.assert(fc.property(fc.array(span), (spans) => {
    const whole = spans.map(({ t }) => t).join("");
    const lines = splitLines(spans).map((line) => line.map(({ t }: { t: string }) => t).join(""));
    assert.equal(lines.join("\n"), whole.replace(/\n$/, ""));
  }));
});

Deno.test("History walks back to the oldest line and forward to the draft", () => {
  const history = new History(2);
  for (const line of ["one", "two", "two", " ", "three"]) history.add(line);
  assert.equal(history.older("draft"), "three");
  assert.equal(history.older("three"), "two");
  assert.equal(history.older("two"), "two");
  assert.equal(history.newer("two"), "three");
  assert.equal(history.newer("three"), "draft");
  assert.equal(history.newer("draft"), "draft");
});

Deno.test("History.find() returns what has a text in it, the newest first and once", () => {
  const history = new History(10);
  for (const entry of ["look", "say one", "SAY two\nsay three", "look", "say one"]) {
    history.add(entry);
  }
  assert.deepEqual(history.find("say", 5), ["say one", "SAY two\nsay three"]);
  assert.deepEqual(history.find("", 2), ["say one", "look"]);
  assert.deepEqual(history.find("nothing", 5), []);
});
