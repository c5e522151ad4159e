import assert from "node:assert/strict";
import * as v from "valibot";
import { defineCommand, definePlugin } from "../../../src/plugins/api.ts";
import { testGame, withSettings } from "../../../src/plugins/testing.ts";
import { lineDiff } from "../../../src/plugins/testing/line_diff.ts";
import { matchTranscriptFile } from "../../../src/plugins/testing/transcript_file.ts";
import { parseTranscript } from "../../../src/plugins/testing/transcript.ts";
import { temporaryFolder } from "../../core/store/samples.ts";

const bomb = definePlugin({
  name: "bomb",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    const boom = defineCommand({
      key: "boom",
      run() {
        throw new Error("on purpose");
      },
    });
    provide.commands("builtin/character", [boom]);
  },
});

const VISIT = { protocolKey: "loopback", session: 1 };

Deno.test("TestPlayer.send() throws what failed meanwhile, once, with the transcript", async () => {
  await using game = await testGame({ plugins: [bomb] });
  const anna = await game.player("Anna");
  await assert.rejects(anna.send("boom"), (error: Error) => {
    assert.match(error.message, /^Cannot go on with the test as nothing in the game may fail/);
    assert.match(error.message, /ERROR command:fail #1 .*command=boom[^]*Error: on purpose\n/);
    assert.match(error.message, /> boom\n< .*incident 00000001/);
    return true;
  });
  await anna.send("look");
  assert.equal(game.failures.length, 1);
});

Deno.test("TestGame.allowFailures() lets happen what fits, and nothing else", async () => {
  await using game = await testGame({ plugins: [bomb] });
  const anna = await game.player("Anna");
  game.allowFailures("no such thing");
  await assert.rejects(anna.send("boom"));
  game.allowFailures(/on purpose/);
  await anna.send("boom");
  anna.expect("incident 00000002");
  assert.match(game.log.join("\n"), /ERROR command:fail/);
});

Deno.test("TestPlayer.expectNot() fails with what was shown", async () => {
  await using game = await testGame();
  const anna = await game.player("Anna");
  await anna.send("look");
  anna.expectNot("dragon");
  assert.throws(() => anna.expectNot(/vestibule/i), {
    message: /^Cannot accept \/vestibule\/i in what was shown to session 1:\n> look\n< The Vestib/,
  });
});

Deno.test("TestGame.player() says how far it came where the world cannot be entered", async () => {
  await using game = await testGame({ settings: { maxNrCharacters: 0 } });
  await using other = await testGame();
  await assert.rejects(game.comeBack("Nobody"), /^Error: Cannot log in as "Nobody"/);
  const anna = await other.player("Anna");
  await assert.rejects(
    other.player("Anna"),
    /^Error: Cannot bring "Anna" into the world .*session 2 is unloggedin\n/,
  );
  await anna.send("quit");
  const again = await other.comeBack("Anna");
  again.expect("Anna");
});

Deno.test("withSettings() gives a plugin settings, which its schema checks", async () => {
  const schema = v.object({ word: v.string() });
  const saying = definePlugin({
    name: "saying",
    version: "1.0.0",
    api: 1,
    settings: schema,
    setup({ settings, provide }) {
      const say = defineCommand({ key: "word", run: ({ msg }) => msg(settings.word) });
      provide.commands("builtin/character", [say]);
    },
  });
  await using game = await testGame({ plugins: [withSettings(saying, { word: "Plum" })] });
  const anna = await game.player("Anna");
  assert.equal(await anna.send("word"), "Plum");
  await assert.rejects(
    testGame({ plugins: [{ use: saying, settings: { word: 3 } }] }),
    /plugins\.saying\.word/,
  );
});

Deno.test("matchTranscriptFile() fails where there is no file, and says how to write it", async () => {
  using folder = temporaryFolder();
  await assert.rejects(
    matchTranscriptFile(`${folder.path}/none.txt`, parseTranscript("< Hello\n"), VISIT),
    /none\.txt as it must be there: it is not\. To write it, run the tests with VESTIBULE_UPDATE=1/,
  );
});

Deno.test("matchTranscriptFile() shows the difference, and minds no comment", async () => {
  using folder = temporaryFolder();
  const file = `${folder.path}/visit.txt`;
  await Deno.writeTextFile(file, "# Mine.\n\n> look\n< A room by {protocol}\n");
  await matchTranscriptFile(file, parseTranscript("> look\n< A room by loopback\n"), VISIT);
  await assert.rejects(
    matchTranscriptFile(file, parseTranscript("> look\n< A hall\n"), VISIT),
    /- < A room by \{protocol\}\n\+ < A hall/,
  );
});

Deno.test("matchTranscriptFile() writes the file when it is told to, and keeps the comment", async () => {
  using folder = temporaryFolder();
  const file = `${folder.path}/visit.txt`;
  await Deno.writeTextFile(file, "# Mine.\n\n> old\n");
  const before = Deno.env.get("VESTIBULE_UPDATE");
  Deno.env.set("VESTIBULE_UPDATE", "1");
  try {
    await matchTranscriptFile(file, parseTranscript("> look\n< By loopback\n"), VISIT);
  } finally {
    if (before === undefined) Deno.env.delete("VESTIBULE_UPDATE");
    else Deno.env.set("VESTIBULE_UPDATE", before);
  }
  assert.equal(await Deno.readTextFile(file), "# Mine.\n\n\n> look\n< By {protocol}\n");
});

Deno.test("lineDiff() shows what differs, with some lines around it", () => {
  const lines = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
  const changed = lines.map((line) => line === "8" ? "eight" : line);
  assert.equal(
    lineDiff(lines.join("\n"), changed.join("\n")),
    "  5\n  6\n  7\n- 8\n+ eight\n  9",
  );
  assert.equal(lineDiff("same", "same"), "");
});
