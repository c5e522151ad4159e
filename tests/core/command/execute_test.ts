import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer } from "../../games/players.ts";

const PLUGIN = { plugins: ["tests/games/command_plugin.ts"] };

onBothWalls(
  "8.3.3 execute() runs lines within a command, each in its place",
  PLUGIN,
  async (game) => {
    const anna = await newcomer(game, "anna");
    assert.equal(
      await anna.send("twice ordered"),
      "before\npre\nrun\npost\npre\nrun\npost\nafter",
    );
  },
);

onBothWalls("execute() waits for what the line asks", PLUGIN, async (game) => {
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("twice asks"), "before\nWhat? ");
  assert.equal(await anna.send("this"), "You said this.\nWhat? ");
  assert.equal(await anna.send("that"), "You said that.\nafter");
});

onBothWalls("execute() goes on after a line that fits nothing, or stops", PLUGIN, async (game) => {
  const anna = await newcomer(game, "anna");
  assert.match(await anna.send("twice nonsense"), /^before\nThere is no command.*\nafter$/s);
  assert.equal(await anna.send("twice stopped"), "before\nafter");
});

for (const line of ["twice failsafter", "careless failsafter", "catches"]) {
  onBothWalls(
    `execute() shares the fate of its command: "${line}" leaves nothing behind`,
    PLUGIN,
    async (game) => {
      const anna = await newcomer(game, "anna");
      const shown = await anna.send(line);
      assert.match(shown, new RegExp(`^Something went wrong in "${line.split(" ")[0]}"; [^\n]*$`));
      assert.equal(await anna.send("marked"), "mark is not set.");
      assert.equal(game.trace.filter(({ kind }) => kind === "command:fail").length, 1);
    },
  );
}

onBothWalls("8.3.3 execute() goes ten deep, and no deeper", PLUGIN, async (game) => {
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("deep 10"), "at the bottom");
  assert.match(await anna.send("deep 11"), /^Something went wrong in "deep"/);
  const [event] = game.trace.filter(({ kind }) => kind === "command:fail");
  assert.match(String(event?.data.error), /^RangeError: Cannot run a line within a command/);
});

onBothWalls(
  "execute() ends its command silently when the session has ended",
  PLUGIN,
  async (game) => {
    const anna = await newcomer(game, "anna");
    await anna.send("leaves");
    assert.equal(anna.closedWith, "quit");
    assert.deepEqual(game.trace.filter(({ level }) => level === "error"), []);
  },
);
