import assert from "node:assert/strict";
import fc from "fast-check";
import type { Color } from "../../../src/core/text/spans.ts";
import { channel, hexOf, toPalette16, toPalette256 } from "../../../src/portals/render/colors.ts";

function rgb(red: number, green: number, blue: number): Extract<Color, { kind: "rgb" }> {
  return { kind: "rgb", red, green, blue };
}

const NEAREST: readonly (readonly [color: Color, of256: number, of16: number])[] = [
  [rgb(0, 0, 0), 16, 0],
  [rgb(255, 255, 255), 231, 15],
  [rgb(128, 128, 128), 244, 8],
  [rgb(200, 200, 200), 251, 7],
  [rgb(255, 0, 0), 196, 9],
  [rgb(100, 0, 0), 52, 1],
  [rgb(0, 130, 0), 28, 2],
  [rgb(255, 136, 0), 208, 11],
  [rgb(0, 0, 135), 18, 4],
  [rgb(90, 255, 255), 87, 14],
  [{ kind: "palette", index: 5 }, 5, 5],
  [{ kind: "palette", index: 13 }, 13, 13],
  [{ kind: "palette", index: 52 }, 52, 1],
  [{ kind: "palette", index: 255 }, 255, 15],
];

for (const [color, of256, of16] of NEAREST) {
  Deno.test(`toPalette256() and toPalette16() show ${JSON.stringify(color)}`, () => {
    assert.deepEqual([toPalette256(color), toPalette16(color)], [of256, of16]);
  });
}

Deno.test("toPalette256() finds the colours of the cube and the greys themselves", () => {
  assert.equal(toPalette256(rgb(95, 135, 175)), 67);
  assert.equal(toPalette256(rgb(8, 8, 8)), 232);
  assert.equal(toPalette256(rgb(238, 238, 238)), 255);
});

Deno.test("toPalette16() makes no colour with a hue black", () => {
  const level = fc.integer({ min: 0, max: 255 });
  fc.assert(fc.property(level, level, level, (red, green, blue) => {
    fc.pre(Math.max(red, green, blue) - Math.min(red, green, blue) >= 32);
    assert.ok(toPalette16(rgb(red, green, blue)) % 8 > 0);
  }));
});

Deno.test("channel() is a whole number from 0 to 255, whatever is given", () => {
  fc.assert(fc.property(fc.double(), (value) => {
    const shown = channel(value);
    assert.ok(Number.isInteger(shown) && shown >= 0 && shown <= 255);
  }));
});

Deno.test("hexOf() writes two digits a channel", () => {
  assert.equal(hexOf(rgb(1, 171, 300)), "#01abff");
});
