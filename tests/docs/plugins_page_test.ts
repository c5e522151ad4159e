import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { testGame, type TestPlayer } from "../../src/plugins/testing.ts";
import dice from "../../docs/examples/dice/mod.ts";
import { shownFiles, withFiles } from "./page_files.ts";

const DOCS = new URL("../../docs/", import.meta.url);
const PAGE = new URL("plugins.md", DOCS);
const EXAMPLES = new URL("examples/", DOCS);

Deno.test("docs/plugins.md shows the files of the plugin it makes (VESTIBULE_UPDATE=1 writes them anew)", () => {
  const page = readFileSync(PAGE, "utf8");
  const read = (path: string) => readFileSync(new URL(path, EXAMPLES), "utf8");
  if (Deno.env.get("VESTIBULE_UPDATE") === "1") {
    return Deno.writeTextFileSync(PAGE, withFiles(page, read));
  }
  const shown = shownFiles(page);
  for (const { path, text } of shown) assert.equal(text, read(path), path);
  assert.deepEqual(
    shown.map(({ path }) => path).sort(),
    readdirSync(new URL("dice/", EXAMPLES)).map((name) => `dice/${name}`).sort(),
  );
});

Deno.test("docs/plugins.md shows a game of dice as it is played", async () => {
  const [, block = ""] =
    /<!-- play -->\n\n```text\n([\s\S]*?)```/.exec(readFileSync(PAGE, "utf8")) ??
      [];
  await using game = await testGame({ plugins: [dice] });
  const anna = await game.connect();
  const steps = block.split(/^> /m).slice(1);
  assert.ok(steps.length > 5, "the page shows lines that are typed");
  for (const step of steps) await play(anna, step);
});

/** Types the first line, and looks for the others in what is shown; the dice fall as they like. */
async function play(player: TestPlayer, step: string): Promise<void> {
  const [line = "", ...shown] = step.trimEnd().split("\n");
  const screen = await player.send(line.replace(/^create .*/, "$& sesame-street"));
  const seen = anyNumber(screen);
  for (const text of shown.filter((text) => text !== "" && text !== "…")) {
    assert.ok(seen.includes(anyNumber(text)), `"${text}" after "${line}":\n${screen}`);
  }
}

function anyNumber(text: string): string {
  return text.replace(/\d/g, "#").replace(/win|lose/, "win or lose");
}
