import { renderMarkup } from "../src/portals/render/render_markup.ts";

const FLAGS = { trueColor: true, screenWidth: 80 };
/** About 2 KiB each, as the description of a room may be. */
const ENGLISH = `|yThe hall|n\n${
  "Rain ticks against the |cglass door|n behind you, and the house lies north. ".repeat(25)
}`;
const MIXED = "日本語のテキスト 👨‍👩‍👧 e\u0301 and more ".repeat(60);

Deno.bench("renderMarkup(): 2 KiB of English, in colour, wrapped", () => {
  renderMarkup(ENGLISH, { flags: FLAGS });
});

Deno.bench("renderMarkup(): 2 KiB of Japanese and emoji, in colour, wrapped", () => {
  renderMarkup(MIXED, { flags: FLAGS });
});
