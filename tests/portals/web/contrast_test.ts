import assert from "node:assert/strict";
import {
  contrast,
  fromHex,
  HIGH_CONTRAST,
  MIN_CONTRAST,
  paint,
  THEMES,
} from "../../../src/portals/web/client/color.js";
import { THEME_NAMES } from "../../../src/portals/web/client/settings.js";
import tokens from "../../../src/portals/web/client/tokens.css" with { type: "text" };

type Theme = keyof typeof THEMES;
const ALL: readonly Theme[] = ["light", "dark", "contrast"];

/** The least contrast of what is no text, such as the edge of a field (WCAG 2.2, 1.4.11). */
const NO_TEXT = 3;

/** What stands before what, and whether it is read. */
const PAIRS: readonly (readonly [front: string, back: string, least: "text" | "no text"])[] = [
  ...["page", "bar", "field"].flatMap((back) =>
    ["text", "soft"].map((front) => [front, back, "text"] as const)
  ),
  ["link", "page", "text"],
  ["link", "bar", "text"],
  ["accent", "field", "text"],
  ["accent-text", "accent", "text"],
  ...["page", "bar", "field"].map((back) => ["control", back, "no text"] as const),
  ...["page", "bar"].map((back) => ["accent", back, "no text"] as const),
  ...["good", "busy", "bad"].map((front) => [front, "bar", "no text"] as const),
];

/** Returns the colours that tokens.css gives a theme, by name. */
function tokensOf(theme: Theme): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const both = /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g;
  for (const [, name = "", light = "", dark = ""] of tokens.matchAll(both)) {
    found.set(name, theme === "light" ? light : dark);
  }
  if (theme !== "contrast") return found;
  const [, own = ""] = /\[data-theme="contrast"\] \{\n( {2}--[^}]*)\}/.exec(tokens) ?? [];
  for (const [, name = "", color = ""] of own.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)) {
    found.set(name, color);
  }
  return found;
}

for (const theme of ALL) {
  const least = theme === "contrast" ? HIGH_CONTRAST : MIN_CONTRAST;

  Deno.test(`client 9. what the page says has contrast AA: ${theme}`, () => {
    const colors = tokensOf(theme);
    const color = (name: string) => fromHex(colors.get(name) ?? `no ${name}`);
    for (const [front, back, kind] of PAIRS) {
      const found = contrast(color(front), color(back));
      const needed = kind === "text" ? least : NO_TEXT;
      assert.ok(found >= needed, `${front} on ${back}: ${found.toFixed(2)}, needed ${needed}`);
    }
  });

  Deno.test(`client 9. the game's 256 colours have contrast AA: ${theme}`, () => {
    const page = THEMES[theme].background;
    for (let color = 0; color < 256; color++) {
      const text = paint({ f: color })[theme];
      const ground = paint({ b: color })[theme];
      const turned = paint({ f: color, s: "v" })[theme];
      const onPage = contrast(fromHex(text.foreground ?? ""), page);
      assert.ok(onPage >= least, `${color}: ${onPage}`);
      for (const { foreground, background } of [ground, turned]) {
        const found = contrast(fromHex(foreground ?? ""), fromHex(background ?? ""));
        assert.ok(found >= MIN_CONTRAST, `on ${color}: ${found}`);
      }
    }
  });

  Deno.test(`the output is painted for the ground that the page has: ${theme}`, () => {
    const colors = tokensOf(theme);
    assert.deepEqual(THEMES[theme].background, fromHex(colors.get("page") ?? ""));
    assert.deepEqual(THEMES[theme].foreground, fromHex(colors.get("text") ?? ""));
  });
}

Deno.test("every theme but the system's own is looked at", () => {
  assert.deepEqual([...ALL].sort(), THEME_NAMES.filter((name) => name !== "system").sort());
});
