import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { chargenGame, newcomer } from "./chargen_game.ts";

/** One line that is typed, and what is shown then. */
interface Act {
  readonly line: string;
  readonly shown: string;
}

/** Reads what the README shows of a visit. */
async function readActs(): Promise<readonly Act[]> {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const block = /<!-- visit -->\s*```text\n([^]*?)```/.exec(readme)?.[1] ?? "";
  return block.split(/^> ?/m).slice(1).map((act) => {
    const [line = "", ...shown] = act.split("\n");
    return { line, shown: tidy(shown.join("\n")) };
  });
}

/** Takes out the space at the ends of lines and of the whole. */
function tidy(text: string): string {
  return text.replaceAll(/[ \t]+$/gm, "").trim();
}

Deno.test("README.md shows a visit as it is", async () => {
  const acts = await readActs();
  assert.equal(acts.at(-1)?.line, "yes");
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  for (const { line, shown } of acts) {
    const answer = tidy(await anna.send(line));
    if (line === "yes") assert.ok(answer.startsWith(shown), answer);
    else assert.equal(answer, shown);
  }
});
