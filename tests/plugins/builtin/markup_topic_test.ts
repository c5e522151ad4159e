import assert from "node:assert/strict";
import { parseBlocks } from "../../../src/core/text/parse_blocks.ts";
import { parseMarkup } from "../../../src/core/text/markup.ts";
import { textOf } from "../../../src/core/text/span_lines.ts";
import { markupTopic } from "../../../src/plugins/builtin/markup_topic.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newPlayer } from "../../games/players.ts";

const rows = parseBlocks(markupTopic.text)
  .flatMap((block) => block.kind === "table" ? block.rows : []);

Deno.test("help markup: what stands beside each sample is what comes of it", () => {
  assert.ok(rows.length > 8);
  for (const [written, shown] of rows) {
    assert.ok(written !== undefined && shown !== undefined);
    assert.deepEqual(shown.spans, parseMarkup(textOf(written.spans)));
    assert.notDeepEqual(shown.spans, written.spans);
  }
});

Deno.test("help markup tells of every tag that there is", () => {
  const written = parseMarkup(markupTopic.text).map(({ text }) => text).join("").replace(
    /\s+/g,
    " ",
  );
  const letters = Array.from("rgybmcwxRGYBMCWXnhHuUiIsS*^/_->", (letter) => `|${letter}`);
  for (
    const tag of [...letters, "||", "|[R", "|[b", "|520", "|=", "|#", "|lc", "|lu", "|lt", "|le"]
  ) {
    assert.ok(written.includes(tag), tag);
  }
});

Deno.test("help markup says rightly where colours count, and where nothing does", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("help markup"), /^markup\n[^]*You write[^]*It shows/);
  const typed = "|rred|n |lclook|ltlink|le";
  assert.ok((await anna.send(`say ${typed}`)).includes(typed));
  await anna.send(`charcreate Bea = ${typed}`);
  const { desc = "" } = game.inside.world.named("Bea")[0] ?? {};
  assert.deepEqual(parseMarkup(desc), [
    { text: "red", fg: { kind: "palette", index: 9 } },
    { text: " |lclook|ltlink|le" },
  ]);
});
