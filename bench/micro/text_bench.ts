import { renderMarkup } from "../../src/portals/render/render_markup.ts";

/** About 2 KiB each, as the description of a room may be. */
const ENGLISH = `|yThe hall|n\n${
  "Rain ticks against the |cglass door|n behind you, and the house lies north. ".repeat(25)
}`;
const MIXED = "日本語のテキスト 👨‍👩‍👧 e\u0301 and more ".repeat(60);
const WAYS = {
  "plain": {},
  "16 colours": { ansi: true },
  "256 colours": { xterm256: true },
  "true colour": { trueColor: true },
  "a screen reader": { screenReader: true },
};

for (const [way, flags] of Object.entries(WAYS)) {
  Deno.bench(`renderMarkup(): 2 KiB of English, ${way}`, () => {
    renderMarkup(ENGLISH, { flags: { ...flags, screenWidth: 80 } });
  });
}

Deno.bench("renderMarkup(): 2 KiB of Japanese and emoji, true colour", () => {
  renderMarkup(MIXED, { flags: { trueColor: true, screenWidth: 80 } });
});
