import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer } from "../../games/players.ts";

const PLUGIN = { plugins: ["tests/games/command_plugin.ts"] };

for (const [line, when] of [["ordered", "at once"], ["orderedlate", "later"]] as const) {
  onBothWalls(`8.3.4 preRun, run and postRun come in this order, ${when}`, PLUGIN, async (game) => {
    const anna = await newcomer(game, "anna");
    assert.equal(await anna.send(line), "pre\nrun\npost");
  });
}

onBothWalls('8.3.4 preRun ends its command silently with "stop"', PLUGIN, async (game) => {
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("stopped"), "");
  assert.deepEqual(game.trace.filter(({ level }) => level === "error"), []);
});

for (
  const [line, where] of [
    ["failsbefore", "preRun"],
    ["failsbetween", "run"],
    ["failsafter", "postRun"],
  ] as const
) {
  onBothWalls(
    `8.3.5 what throws in ${where} is told once, and the command undone`,
    PLUGIN,
    async (game) => {
      const anna = await newcomer(game, "anna");
      assert.match(await anna.send(line), /^Something went wrong in "\w+"; nothing was changed\./);
      assert.equal(await anna.send("marked"), "mark is not set.");
      const [event] = game.trace.filter(({ kind }) => kind === "command:fail");
      assert.match(String(event?.data.error), new RegExp(`^Error: in ${where}\n`));
    },
  );
}
