import assert from "node:assert/strict";
import { type AnyCommand, cmdSet, defineCommand } from "../../../src/plugins/api.ts";
import { commandEntry, type HelpEntry } from "../../../src/plugins/builtin/help_entry.ts";
import { chapter, helpSearch } from "../../../src/plugins/builtin/help_search.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { newPlayer } from "../../games/players.ts";

const entries = cmdSet<AnyCommand>({
  key: "Sample",
  commands: [
    defineCommand({ key: "wave", category: "World", help: "Greet |wthe|n room.", run() {} }),
    defineCommand({ key: "paint", usage: "paint THING = COLOR", run() {} }),
    defineCommand({ key: "north", aliases: ["n"], category: "world", run() {} }),
  ],
}).entries.map(commandEntry);

function keys(found: readonly HelpEntry[]): readonly (string | undefined)[] {
  return found.map(({ names }) => names[0]);
}

Deno.test("helpSearch() looks into names, usage and help as it is shown", () => {
  assert.deepEqual(keys(helpSearch(entries, "GREET THE")), ["wave"]);
  assert.deepEqual(keys(helpSearch(entries, "color")), ["paint"]);
  assert.deepEqual(keys(helpSearch(entries, "nor")), ["north"]);
  assert.deepEqual(keys(helpSearch(entries, "|w")), []);
});

Deno.test("chapter() returns the commands of a category, whatever its case", () => {
  assert.deepEqual(keys(chapter(entries, "WORLD")), ["wave", "north"]);
  assert.deepEqual(keys(chapter(entries, "wor")), []);
});

onBothWalls("help/search lists the commands that have a text in their help", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const shown = await anna.send("help/search password");
  assert.match(shown, /password/);
  assert.doesNotMatch(shown, /\bdrop\b/);
  assert.match(await anna.send("help/search xyzzy"), /No help has "xyzzy" in it/);
  assert.match(await anna.send("help/search"), /Type a text to search for/);
  assert.doesNotMatch(await anna.send("help/search shut"), /shutdown/);
});

onBothWalls(
  "help of a category lists its commands, and of a command tells of it",
  {},
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    const shown = await anna.send("help Account");
    assert.match(shown, /Account\n.*charcreate/s);
    assert.doesNotMatch(shown, /General/);
    assert.match(await anna.send("help charcreate"), /^charcreate\nUsage: /);
    assert.match(await anna.send("help staff"), /There is no help on "staff"/);
  },
);
