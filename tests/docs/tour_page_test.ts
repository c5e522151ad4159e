import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";

const PAGE = new URL("../../docs/tour.md", import.meta.url);
const SHOWN = /^<!-- chapter: (\d+) -->\n(?:\n```text\n([\s\S]*?\n)```\n)?/gm;

function golden(number: string): string {
  return readFileSync(new URL(`../tour/golden/${number}.txt`, import.meta.url), "utf8").trim();
}

Deno.test("docs/tour.md shows chapters as the tour prints them (VESTIBULE_UPDATE=1 writes it anew)", () => {
  if (Deno.env.get("VESTIBULE_UPDATE") === "1") {
    const written = readFileSync(PAGE, "utf8").replace(
      SHOWN,
      (_, number) => `<!-- chapter: ${number} -->\n\n\`\`\`text\n${golden(number)}\n\`\`\`\n`,
    );
    writeFileSync(PAGE, written);
  }
  const shown = [...readFileSync(PAGE, "utf8").matchAll(SHOWN)]
    .map(([, number = "", text = ""]) => ({ number, text }));
  assert.equal(shown.length, 2);
  for (const { number, text } of shown) assert.equal(text, `${golden(number)}\n`);
});
